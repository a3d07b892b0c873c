package org.jamesdesk.secret;

/** A sealed secret cannot be opened. */
public final class SealBrokenException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param context what was to be opened */
    public SealBrokenException(SealContext context) {
        super("the " + context.purpose() + " of " + context.owner()
                + " cannot be opened: it was sealed with a key that is not in the keyset of this node, or was changed");
    }
}
