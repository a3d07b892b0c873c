package org.jamesdesk.template;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What there are templates for. */
public enum TemplateName {
    /** Tells a customer that a ticket was made of the mail. */
    ACKNOWLEDGEMENT(
            "acknowledgement",
            true,
            true,
            EnumSet.of(
                    TemplateVariable.TICKET_NUMBER,
                    TemplateVariable.TICKET_SUBJECT,
                    TemplateVariable.CONTACT_NAME,
                    TemplateVariable.CONTACT_ADDRESS,
                    TemplateVariable.DEPARTMENT_NAME,
                    TemplateVariable.SUPPORT_ADDRESS)),
    /** Tells an agent of a new ticket or of a customer's answer. */
    AGENT_NOTIFICATION("agentNotification", true, true, EnumSet.allOf(TemplateVariable.class)),
    /** Stands below an agent's answer. */
    REPLY_SIGNATURE(
            "replySignature",
            false,
            false,
            EnumSet.of(
                    TemplateVariable.TICKET_NUMBER,
                    TemplateVariable.TICKET_SUBJECT,
                    TemplateVariable.AGENT_NAME,
                    TemplateVariable.DEPARTMENT_NAME,
                    TemplateVariable.SUPPORT_ADDRESS));

    private final String apiName;
    private final boolean hasSubject;
    private final boolean effective;
    private final Set<TemplateVariable> variables;

    TemplateName(String apiName, boolean hasSubject, boolean effective, Set<TemplateVariable> variables) {
        this.apiName = apiName;
        this.hasSubject = hasSubject;
        this.effective = effective;
        this.variables = Collections.unmodifiableSet(variables);
    }

    /** The name in JSON and paths. */
    public String apiName() {
        return apiName;
    }

    /** Whether it is a mail of its own; a part of another mail has no subject. */
    public boolean hasSubject() {
        return hasSubject;
    }

    /** Whether the desk writes it yet; what it does not is kept, checked and previewed, and says so. */
    public boolean effective() {
        return effective;
    }

    /** What may stand between braces in it. */
    public Set<TemplateVariable> variables() {
        return variables;
    }

    /**
     * The template with this name in JSON.
     *
     * @throws IllegalArgumentException naming the ones there are
     */
    public static TemplateName parse(String name) {
        return Arrays.stream(values())
                .filter(template -> template.apiName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of "
                        + Arrays.stream(values()).map(TemplateName::apiName).collect(Collectors.joining(", "))
                        + " expected"));
    }
}
