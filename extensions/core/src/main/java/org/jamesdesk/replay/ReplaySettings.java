package org.jamesdesk.replay;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.threading.ThreadingSettings;

/**
 * What holds in the desk of a {@link Replay}.
 *
 * @param supportAddresses its own addresses, at least one; the first receives every mail
 * @param agents the addresses of its active agents, light ones left out
 * @param threading its settings of threading (R85)
 */
public record ReplaySettings(
        List<EmailAddress> supportAddresses, Set<EmailAddress> agents, ThreadingSettings threading) {
    /** One support address, no agents, every setting as it is at first. */
    public static final ReplaySettings DEFAULT = new ReplaySettings(
            List.of(EmailAddress.parse("support@desk.example")), Set.of(), ThreadingSettings.DEFAULT);

    public ReplaySettings {
        supportAddresses = List.copyOf(supportAddresses);
        agents = Set.copyOf(agents);
        Objects.requireNonNull(threading, "threading");
        if (supportAddresses.isEmpty()) {
            throw new IllegalArgumentException("supportAddresses: name at least one address");
        }
    }
}
