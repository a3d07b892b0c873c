package org.jamesdesk.testing.smtp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One mail transaction that a client tried with the scripted peer: what it said and what it was told.
 *
 * @param clientName what the client called itself in EHLO or HELO
 * @param tls        whether the connection was encrypted
 * @param login      who had logged in
 * @param sender     the address of MAIL FROM, empty for the null sender
 * @param senderParameters what followed it, such as {@code SIZE=1234} and {@code RET=HDRS}
 * @param recipients all that were named, accepted or not
 * @param content    the exact bytes after DATA, dots unstuffed, without the final dot; empty when they did not all come
 * @param finalReply what the peer answered after the final dot; empty when it did not answer or there was no DATA
 */
public record Transaction(
        String clientName,
        boolean tls,
        Optional<String> login,
        String sender,
        List<String> senderParameters,
        List<Recipient> recipients,
        Optional<byte[]> content,
        Optional<String> finalReply) {

    /**
     * @param address    the address of RCPT TO
     * @param parameters what followed it, such as {@code NOTIFY=FAILURE}
     * @param reply      what the peer answered; empty when it closed the connection instead
     */
    public record Recipient(String address, List<String> parameters, Optional<String> reply) {
        /** Says whether the peer took this recipient. */
        public boolean accepted() {
            return reply.filter(text -> text.startsWith("2")).isPresent();
        }
    }

    public Transaction {
        senderParameters = List.copyOf(senderParameters);
        recipients = List.copyOf(recipients);
    }

    /** Says whether the peer took responsibility for the mail. */
    public boolean accepted() {
        return finalReply.filter(text -> text.startsWith("2")).isPresent();
    }

    /** The recipients that the peer took. */
    public List<String> acceptedRecipients() {
        return recipients.stream()
                .filter(Recipient::accepted)
                .map(Recipient::address)
                .toList();
    }

    /** The content with each byte as one character. */
    public String text() {
        return new String(
                content.orElseThrow(() -> new IllegalStateException("The content did not come")),
                StandardCharsets.ISO_8859_1);
    }
}
