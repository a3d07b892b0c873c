package org.jamesdesk.template;

/** What a template may name between double braces, such as {@code {{ticket.number}}}. */
public enum TemplateVariable {
    TICKET_NUMBER("ticket.number", "1042"),
    TICKET_SUBJECT("ticket.subject", "Printer <b>on fire</b> & smoking"),
    /** Empty when the customer's mail had no name. */
    CONTACT_NAME("contact.name", "Ana Souza"),
    CONTACT_ADDRESS("contact.address", "ana@customer.example"),
    DEPARTMENT_NAME("department.name", "Support"),
    /** The address to which customers write. */
    SUPPORT_ADDRESS("support.address", "support@desk.example"),
    /** Who answers, or who is told; empty when nobody is known. */
    AGENT_NAME("agent.name", "Bruno Lima"),
    /** The new part of the mail that an agent is told of. */
    MESSAGE_TEXT("message.text", "The printer burns again.\nPlease hurry.");

    private final String path;
    private final String sample;

    TemplateVariable(String path, String sample) {
        this.path = path;
        this.sample = sample;
    }

    /** The name between the braces. */
    public String path() {
        return path;
    }

    /** A value for previews; some have what must be escaped in HTML. */
    public String sample() {
        return sample;
    }
}
