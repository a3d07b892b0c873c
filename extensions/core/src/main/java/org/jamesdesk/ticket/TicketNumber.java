package org.jamesdesk.ticket;

/**
 * The number by which people name a ticket: 1, 2, 3 … with gaps allowed.
 *
 * @param value the number, positive
 */
public record TicketNumber(long value) implements Comparable<TicketNumber> {
    /** @throws IllegalArgumentException when the value is not positive */
    public TicketNumber {
        if (value < 1) {
            throw new IllegalArgumentException("a ticket number is a positive whole number");
        }
    }

    /**
     * Reads the decimal form.
     *
     * @throws IllegalArgumentException when the text is not a positive whole number
     */
    public static TicketNumber parse(String text) {
        try {
            return new TicketNumber(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a ticket number is a positive whole number", e);
        }
    }

    @Override
    public int compareTo(TicketNumber other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
