package org.jamesdesk.benchmarks.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A mail that is complete but for what it answers, which is known only when it is sent.
 *
 * @param marker a word that stands in this mail's text and Message-ID and in no other mail
 * @param customer its author, when it opens a thread
 * @param reply whether it shall answer an earlier mail
 * @param header the header lines that do not depend on the thread, each with its CR LF
 * @param content MIME header lines, the empty line and the body
 */
public record Draft(String marker, String customer, boolean reply, String header, byte[] content) {
    /** RFC 5322 asks for all ancestors; programs that send mail keep the first and the nearest. */
    private static final int MAX_REFERENCES = 12;

    /** Which headers of a reply name the mail that it answers. */
    public enum Naming {
        /** Both, as most programs do. */
        IN_REPLY_TO_AND_REFERENCES,
        /** As some telephones and web programs do. */
        IN_REPLY_TO_ONLY
    }

    /** The first mail of a thread. */
    public BenchmarkMail opening() {
        return mail(customer, List.of(), Optional.empty(), "");
    }

    /** An answer to a mail, from the customer who wrote that one. */
    public BenchmarkMail answering(BenchmarkMail parent, Naming naming) {
        List<String> thread = parent.thread();
        StringBuilder named =
                new StringBuilder("In-Reply-To: <").append(parent.messageId()).append(">\r\n");
        if (naming == Naming.IN_REPLY_TO_AND_REFERENCES) {
            named.append("References:");
            thread.forEach(id -> named.append(" <").append(id).append(">\r\n"));
        }
        return mail(parent.customer(), thread, Optional.of(parent.marker()), named.toString());
    }

    private BenchmarkMail mail(String author, List<String> ancestors, Optional<String> parent, String named) {
        String messageId = marker + "@" + author.substring(author.indexOf('@') + 1);
        String head = "From: <" + author + ">\r\nMessage-ID: <" + messageId + ">\r\n" + named + header;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length() + content.length);
        bytes.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(content);
        return new BenchmarkMail(marker, messageId, author, parent, shortened(ancestors), bytes.toByteArray());
    }

    private static List<String> shortened(List<String> ancestors) {
        if (ancestors.size() < MAX_REFERENCES) {
            return ancestors;
        }
        List<String> nearest = ancestors.subList(ancestors.size() - MAX_REFERENCES + 2, ancestors.size());
        return Stream.concat(ancestors.stream().limit(1), nearest.stream()).toList();
    }
}
