package org.jamesdesk.testing.smtp;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Everything that a scripted peer was told to do. */
record Scripts(
        Script connect,
        Script mail,
        Map<String, Script> recipients,
        Script anyRecipient,
        Script data,
        Map<String, Script> dropsInData,
        Map<String, Script> endsOfData,
        Script anyEndOfData,
        List<String> extensions,
        Access access) {

    Reaction recipient(String address) {
        return recipients.getOrDefault(key(address), anyRecipient).next();
    }

    /** The first recipient with a script of its own decides, else the script for all. */
    Reaction endOfData(List<String> addresses) {
        return first(endsOfData, addresses).orElse(anyEndOfData).next();
    }

    boolean dropsInData(List<String> addresses) {
        return first(dropsInData, addresses)
                .map(Script::next)
                .filter(Reaction::close)
                .isPresent();
    }

    private static Optional<Script> first(Map<String, Script> scripts, List<String> addresses) {
        return addresses.stream()
                .map(Scripts::key)
                .filter(scripts::containsKey)
                .findFirst()
                .map(scripts::get);
    }

    static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
