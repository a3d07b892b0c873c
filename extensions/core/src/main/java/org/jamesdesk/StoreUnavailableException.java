package org.jamesdesk;

/**
 * A store did not answer in time or refused for a reason that is not the caller's: the same call may succeed later.
 * Whoever meets it keeps the work (a mail goes to {@code desk-retry}, a REST call answers 503) and never blames the mail.
 */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param store what could not be reached, in an operator's words, such as {@code "Cassandra"}
     * @param cause what the driver said
     */
    public StoreUnavailableException(String store, Throwable cause) {
        super(store + " is unavailable: " + cause.getMessage(), cause);
    }
}
