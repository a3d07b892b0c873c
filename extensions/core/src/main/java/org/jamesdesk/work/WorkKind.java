package org.jamesdesk.work;

/** The kinds of work that must be done after something was stored. */
public enum WorkKind {
    /** Write a ticket to the search index; key: the ticket number. */
    INDEX("index"),
    /** Attempt a delivery; key: {@code <ticket number>/<delivery id>/<lane>}. */
    DELIVERY("delivery"),
    /** Attempt to send a mail that belongs to no ticket; key: the notice's identifier. */
    NOTICE("notice");

    private final String storedName;

    WorkKind(String storedName) {
        this.storedName = storedName;
    }

    /** The name in stores. */
    public String storedName() {
        return storedName;
    }
}
