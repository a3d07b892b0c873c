package org.jamesdesk.distribution.home;

/**
 * The TCP ports of one desk.
 *
 * @param offset what is added to every port, so that several desks fit on one machine
 */
public record Ports(int offset) {
    /** The largest offset with which every port is one. */
    public static final int MAX_OFFSET = 65_535 - 9_300;

    public Ports {
        if (offset < 0 || offset > MAX_OFFSET) {
            throw new IllegalArgumentException("The port offset is a number from 0 to " + MAX_OFFSET);
        }
    }

    public int smtp() {
        return 2525 + offset;
    }

    public int submission() {
        return 2587 + offset;
    }

    public int imap() {
        return 2143 + offset;
    }

    public int webAdmin() {
        return 8000 + offset;
    }

    public int cassandra() {
        return 9042 + offset;
    }

    public int cassandraStorage() {
        return 7000 + offset;
    }

    public int cassandraJmx() {
        return 7199 + offset;
    }

    public int openSearch() {
        return 9200 + offset;
    }

    public int openSearchTransport() {
        return 9300 + offset;
    }

    /** Where mail to {@code *.example} goes; the demo listens there while it runs. */
    public int demoPeer() {
        return 2526 + offset;
    }
}
