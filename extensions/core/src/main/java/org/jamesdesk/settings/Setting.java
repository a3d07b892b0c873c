package org.jamesdesk.settings;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.template.TemplateLanguage;

/**
 * One thing that can be set. The constants are all there are; a name, once released, never changes.
 *
 * @param name its name in REST, in stores and in the documentation
 * @param requirements the R numbers, or the section of the requirements, it comes from
 * @param scope for whom it may have a value of its own
 * @param type what values it may have
 * @param whenUnset its value until somebody sets one
 * @param effective whether anything acts on it yet; what does not is kept and validated, and says so
 * @param <T> the type of its values
 */
public record Setting<T>(
        String name, String requirements, Scope scope, SettingType<T> type, T whenUnset, boolean effective) {
    /** Whether a copy of every reply goes to the ticket's support address. */
    public static final Setting<AutoCopy> AUTO_COPY =
            new Setting<>("autoCopy", "R60–R63", Scope.DEPARTMENT, AutoCopy.type(), AutoCopy.OFF, true);

    /** Whether a new ticket's contact is the Reply-To of its mail instead of the From. */
    public static final Setting<Boolean> CONTACT_FROM_REPLY_TO =
            onOff("contactFromReplyTo", "R64–R68", Scope.DEPARTMENT, true);

    /** Whether replies carry the agent's name instead of the address's friendly name. */
    public static final Setting<Boolean> AGENT_NAME_IN_FROM =
            onOff("agentNameInFrom", "R69–R71", Scope.ORGANISATION, true);

    /** Whether the original sender of a mail that an agent forwards becomes the contact. */
    public static final Setting<Boolean> FORWARDED_SENDER_AS_CONTACT =
            onOff("forwardedSenderAsContact", "R72–R76", Scope.DEPARTMENT, false);

    /** Whether a reply that goes to no contact is private. */
    public static final Setting<Boolean> PRIVATE_BY_RECIPIENTS =
            onOff("privateByRecipients", "R77–R82", Scope.ORGANISATION, false);

    /** Whether a ticket number in the subject brings a mail into that ticket. */
    public static final Setting<Boolean> NUMBER_THREADING =
            onOff("numberThreading", "R85–R88", Scope.ORGANISATION, false);

    /** Whether it does so for active agents, light ones excluded. */
    public static final Setting<Boolean> NUMBER_THREADING_AGENTS =
            onOff("numberThreadingAgents", "R85–R88", Scope.ORGANISATION, false);

    /** Whether it does so for the ticket's contact and everybody who took part. */
    public static final Setting<Boolean> NUMBER_THREADING_PARTICIPANTS =
            onOff("numberThreadingParticipants", "R85–R88", Scope.ORGANISATION, false);

    /** Whether a customer whose mail opens a ticket is told so. */
    public static final Setting<Boolean> ACKNOWLEDGE_NEW_TICKETS =
            onOff("acknowledgeNewTickets", "section F", Scope.DEPARTMENT, true);

    /** Whether the active agents of a department are told of new tickets and of customers' mails that join one. */
    public static final Setting<Boolean> NOTIFY_AGENTS = onOff("notifyAgents", "section F", Scope.DEPARTMENT, true);

    /** The language of what the desk writes by itself. */
    public static final Setting<TemplateLanguage> LANGUAGE = new Setting<>(
            "language",
            "R35",
            Scope.DEPARTMENT,
            SettingType.oneOf(List.of(TemplateLanguage.values()), TemplateLanguage::apiName),
            TemplateLanguage.ENGLISH,
            true);

    /** How many acknowledgements one address gets within an hour. */
    public static final Setting<Integer> AUTOMATIC_MAILS_PER_HOUR = atMost("automaticMailsPerHour", "section F", 60, 1);

    /** How many acknowledgements one address gets within 24 hours. */
    public static final Setting<Integer> AUTOMATIC_MAILS_PER_DAY = atMost("automaticMailsPerDay", "section F", 100, 10);

    private static final List<Setting<?>> ALL = List.of(
            AUTO_COPY,
            CONTACT_FROM_REPLY_TO,
            AGENT_NAME_IN_FROM,
            FORWARDED_SENDER_AS_CONTACT,
            PRIVATE_BY_RECIPIENTS,
            NUMBER_THREADING,
            NUMBER_THREADING_AGENTS,
            NUMBER_THREADING_PARTICIPANTS,
            LANGUAGE,
            ACKNOWLEDGE_NEW_TICKETS,
            NOTIFY_AGENTS,
            AUTOMATIC_MAILS_PER_HOUR,
            AUTOMATIC_MAILS_PER_DAY);

    public Setting {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(requirements, "requirements");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(whenUnset, "whenUnset");
    }

    private static Setting<Boolean> onOff(String name, String requirements, Scope scope, boolean effective) {
        return new Setting<>(name, requirements, scope, SettingType.BOOLEAN, false, effective);
    }

    private static Setting<Integer> atMost(String name, String requirements, int most, int whenUnset) {
        return new Setting<>(name, requirements, Scope.ORGANISATION, SettingType.wholeNumber(1, most), whenUnset, true);
    }

    /** All settings, in the order of the requirements. */
    public static List<Setting<?>> all() {
        return ALL;
    }

    /** The setting with this name. */
    public static Optional<Setting<?>> find(String name) {
        return ALL.stream().filter(setting -> setting.name().equals(name)).findFirst();
    }

    @Override
    public String toString() {
        return name;
    }
}
