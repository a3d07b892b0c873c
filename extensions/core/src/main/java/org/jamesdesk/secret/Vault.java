package org.jamesdesk.secret;

/** Encrypts secrets before they are stored (R44); what was changed or moved to another place does not open any more. */
public interface Vault {
    /**
     * Encrypts.
     *
     * @param context where the result will lie; the same is needed to open it
     */
    byte[] seal(byte[] secret, SealContext context);

    /**
     * The inverse of {@link #seal}.
     *
     * @throws SealBrokenException when it was sealed with a key that is not here or for another context, or was changed
     */
    byte[] open(byte[] sealed, SealContext context) throws SealBrokenException;
}
