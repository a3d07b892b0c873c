package org.jamesdesk.james.configuration;

import java.util.Optional;

/** The rule that a user name and a password come together. */
final class Credentials {
    private Credentials() {}

    static void refuseHalf(String prefix, Optional<String> user, Optional<Secret> password) {
        if (user.isPresent() && password.isEmpty()) {
            throw new ConfigurationMistake(prefix + ".password", "is needed beside " + prefix + ".user");
        }
        if (user.isEmpty() && password.isPresent()) {
            throw new ConfigurationMistake(prefix + ".user", "is needed beside " + prefix + ".password");
        }
    }
}
