package org.jamesdesk.benchmarks.mail;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A mail as it is sent.
 *
 * @param marker a word that stands in this mail's text and Message-ID and in no other mail
 * @param messageId without angle brackets
 * @param customer its author, also its envelope sender
 * @param parent the marker of the mail it answers
 * @param ancestors Message-IDs of the thread before it, oldest first
 * @param bytes header and body, lines ended by CR LF, dots not doubled
 */
public record BenchmarkMail(
        String marker,
        String messageId,
        String customer,
        Optional<String> parent,
        List<String> ancestors,
        byte[] bytes) {
    public BenchmarkMail {
        ancestors = List.copyOf(ancestors);
    }

    /** The ancestors and this mail: what an answer to it refers to. */
    List<String> thread() {
        return Stream.concat(ancestors.stream(), Stream.of(messageId)).toList();
    }
}
