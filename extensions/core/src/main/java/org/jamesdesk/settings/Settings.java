package org.jamesdesk.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.template.TemplateLanguage;

/** The settings that hold in a department, or in the organisation as a whole. A pure function of the configuration. */
public final class Settings {
    /**
     * A value with where it comes from.
     *
     * @param value the value that holds
     * @param origin who set it
     */
    public record Value<T>(T value, Origin origin) {
        public Value {
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(origin, "origin");
        }
    }

    private final SettingValues ofOrganisation;
    private final Optional<SettingValues> ofDepartment;

    private Settings(SettingValues ofOrganisation, Optional<SettingValues> ofDepartment) {
        this.ofOrganisation = ofOrganisation;
        this.ofDepartment = ofDepartment;
    }

    /** What holds where no department says otherwise. */
    public static Settings of(ConfigurationView configuration) {
        return new Settings(SettingValues.of(configuration, Optional.empty()), Optional.empty());
    }

    /** What holds in a department. */
    public static Settings of(ConfigurationView configuration, DepartmentId department) {
        return new Settings(
                SettingValues.of(configuration, Optional.empty()),
                Optional.of(SettingValues.of(configuration, Optional.of(department))));
    }

    /**
     * The value of a setting: the department's, else the organisation's, else the default. What is kept and cannot be read,
     * because a newer release wrote it, is as if it were not set.
     */
    public <T> Value<T> value(Setting<T> setting) {
        return Stream.of(
                        ofDepartment.flatMap(values -> read(setting, values, Origin.DEPARTMENT)),
                        read(setting, ofOrganisation, Origin.ORGANISATION))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> new Value<>(setting.whenUnset(), Origin.DEFAULT));
    }

    private static <T> Optional<Value<T>> read(Setting<T> setting, SettingValues values, Origin origin) {
        Optional<JsonNode> kept = Optional.ofNullable(values.values().get(setting.name()));
        return kept.flatMap(setting.type().reader()).map(value -> new Value<>(value, origin));
    }

    /** {@link Setting#AUTO_COPY}. */
    public AutoCopy autoCopy() {
        return value(Setting.AUTO_COPY).value();
    }

    /** {@link Setting#CONTACT_FROM_REPLY_TO}. */
    public boolean contactFromReplyTo() {
        return value(Setting.CONTACT_FROM_REPLY_TO).value();
    }

    /** {@link Setting#AGENT_NAME_IN_FROM}. */
    public boolean agentNameInFrom() {
        return value(Setting.AGENT_NAME_IN_FROM).value();
    }

    /** {@link Setting#LANGUAGE}. */
    public TemplateLanguage language() {
        return value(Setting.LANGUAGE).value();
    }

    /** {@link Setting#ACKNOWLEDGE_NEW_TICKETS}. */
    public boolean acknowledgeNewTickets() {
        return value(Setting.ACKNOWLEDGE_NEW_TICKETS).value();
    }

    /** {@link Setting#NOTIFY_AGENTS}. */
    public boolean notifyAgents() {
        return value(Setting.NOTIFY_AGENTS).value();
    }

    /** {@link Setting#AUTOMATIC_MAILS_PER_HOUR}. */
    public int automaticMailsPerHour() {
        return value(Setting.AUTOMATIC_MAILS_PER_HOUR).value();
    }

    /** {@link Setting#AUTOMATIC_MAILS_PER_DAY}. */
    public int automaticMailsPerDay() {
        return value(Setting.AUTOMATIC_MAILS_PER_DAY).value();
    }
}
