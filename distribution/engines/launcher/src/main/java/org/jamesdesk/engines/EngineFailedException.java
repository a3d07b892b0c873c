package org.jamesdesk.engines;

/** An engine did not start, did not stop or cannot be started here; the message says why, with the end of its log. */
public class EngineFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EngineFailedException(String message) {
        super(message);
    }

    public EngineFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
