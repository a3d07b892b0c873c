package org.jamesdesk.distribution.demo;

/** Something in the demo was not as it should be; the message says what. */
final class DemoFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoFailedException(String message) {
        super(message);
    }
}
