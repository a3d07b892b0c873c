package org.jamesdesk.delivery;

/** Something was asked for a delivery that is not possible where it stands; the message says why. */
public final class DeliveryStateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeliveryStateException(String reason) {
        super(reason);
    }
}
