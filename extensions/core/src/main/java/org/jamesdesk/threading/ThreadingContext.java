package org.jamesdesk.threading;

import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jamesdesk.address.EmailAddress;

/**
 * What holds in the desk at the moment a mail is threaded.
 *
 * @param ours the desk's own addresses, which say nothing about whose matter a mail is
 * @param fullAgents the addresses of active agents that are not light ones
 * @param settings the settings
 */
public record ThreadingContext(
        Predicate<EmailAddress> ours, Predicate<EmailAddress> fullAgents, Supplier<ThreadingSettings> settings) {
    public ThreadingContext {
        Objects.requireNonNull(ours, "ours");
        Objects.requireNonNull(fullAgents, "fullAgents");
        Objects.requireNonNull(settings, "settings");
    }

    /** Nobody is an agent, and every setting is as it is at first. */
    public static ThreadingContext withDefaults(Predicate<EmailAddress> ours) {
        return new ThreadingContext(ours, somebody -> false, () -> ThreadingSettings.DEFAULT);
    }
}
