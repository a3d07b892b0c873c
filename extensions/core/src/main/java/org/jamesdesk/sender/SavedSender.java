package org.jamesdesk.sender;

import java.net.URI;
import java.util.Objects;

/** What became of a request to add, change or authenticate a From address. */
public sealed interface SavedSender {
    /**
     * It is kept.
     *
     * @param sender the From address as it is now
     * @param created whether it was not there before
     */
    record Kept(Sender sender, boolean created) implements SavedSender {
        public Kept {
            Objects.requireNonNull(sender, "sender");
        }
    }

    /**
     * Nothing is changed before the account holder has agreed at the provider.
     *
     * @param authorizationUrl where the administrator's browser has to go
     */
    record ConsentNeeded(URI authorizationUrl) implements SavedSender {
        public ConsentNeeded {
            Objects.requireNonNull(authorizationUrl, "authorizationUrl");
        }
    }
}
