package org.jamesdesk.distribution.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.replay.ReplaySettings;
import org.jamesdesk.threading.ThreadingSettings;

/** Reads the file of {@code replay --settings}; every mistake is named with its key. */
final class ReplaySettingsFile {
    private static final String ADDRESSES = "supportAddresses";
    private static final String AGENTS = "agents";
    private static final String THREADING = "ticketNumberThreading";
    private static final String BY_AGENTS = "ticketNumberThreadingAgents";
    private static final String BY_PARTICIPANTS = "ticketNumberThreadingParticipants";
    private static final Set<String> KEYS =
            new TreeSet<>(Set.of(ADDRESSES, AGENTS, THREADING, BY_AGENTS, BY_PARTICIPANTS));

    private ReplaySettingsFile() {}

    /** @throws IllegalArgumentException saying what is wrong and what would be right */
    static ReplaySettings read(Path file) {
        JsonNode root = parse(file);
        for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!KEYS.contains(name)) {
                throw mistake(file, name + ": there is no such setting, but " + String.join(", ", KEYS));
            }
        }
        boolean threading = flag(file, root, THREADING);
        boolean byAgents = flag(file, root, BY_AGENTS);
        boolean byParticipants = flag(file, root, BY_PARTICIPANTS);
        if (threading && !byAgents && !byParticipants) {
            throw mistake(file, THREADING + ": set " + BY_AGENTS + " or " + BY_PARTICIPANTS + " to true as well (R85)");
        }
        List<EmailAddress> addresses =
                root.has(ADDRESSES) ? addresses(file, root, ADDRESSES) : ReplaySettings.DEFAULT.supportAddresses();
        return new ReplaySettings(
                addresses,
                Set.copyOf(addresses(file, root, AGENTS)),
                new ThreadingSettings(threading && byAgents, threading && byParticipants));
    }

    private static JsonNode parse(Path file) {
        try {
            JsonNode root = new ObjectMapper().readTree(Files.readString(file));
            if (!root.isObject()) {
                throw mistake(file, "a JSON object is expected");
            }
            return root;
        } catch (JsonProcessingException e) {
            throw mistake(file, "not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw mistake(file, "cannot be read: " + e.getMessage());
        }
    }

    private static boolean flag(Path file, JsonNode root, String key) {
        JsonNode value = root.path(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw mistake(file, key + ": true or false is expected");
        }
        return value.asBoolean(false);
    }

    private static List<EmailAddress> addresses(Path file, JsonNode root, String key) {
        JsonNode value = root.path(key);
        if (!value.isMissingNode() && !value.isArray()) {
            throw mistake(file, key + ": a list of addresses is expected");
        }
        List<EmailAddress> addresses = new ArrayList<>();
        for (JsonNode element : value) {
            addresses.add(EmailAddress.tryParse(element.asText())
                    .orElseThrow(() -> mistake(file, key + ": '" + element.asText() + "' is not an e-mail address")));
        }
        return addresses;
    }

    private static IllegalArgumentException mistake(Path file, String what) {
        return new IllegalArgumentException(file + ": " + what);
    }
}
