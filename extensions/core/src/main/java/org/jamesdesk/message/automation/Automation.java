package org.jamesdesk.message.automation;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jamesdesk.message.mime.Headers;
import org.jamesdesk.message.mime.MailContent;

/**
 * Whether a machine made a mail and whether a machine may answer it (RFC 3834): two questions, asked of the header.
 *
 * @param automatic a machine made it
 * @param answerable it may be answered automatically
 * @param repliesAutomatically it is itself an automatic answer
 */
public record Automation(boolean automatic, boolean answerable, boolean repliesAutomatically) {
    private static final Set<String> UNANSWERED_PRECEDENCE = Set.of("bulk", "list", "junk");

    /** What the mail itself tells. */
    public static Automation of(MailContent content) {
        Headers headers = content.headers();
        String submitted = headers.first("auto-submitted")
                .map(value -> value.split("[;\\s]", 2)[0].toLowerCase(Locale.ROOT))
                .orElse("no");
        boolean declared = !submitted.isEmpty() && !submitted.equals("no");
        boolean bulk = headers.first("precedence")
                .map(value -> UNANSWERED_PRECEDENCE.contains(value.trim().toLowerCase(Locale.ROOT)))
                .orElse(false);
        boolean list = headers.has("list-id") || headers.has("list-unsubscribe") || headers.has("list-post");
        boolean nullSender = headers.first("return-path")
                .map(value -> value.replaceAll("\\s", "").equals("<>"))
                .orElse(false);
        boolean vacation = submitted.equals("auto-replied")
                || headers.has("x-autoreply")
                || headers.has("x-autorespond")
                || headers.first("precedence")
                        .map(value -> value.trim().equalsIgnoreCase("auto_reply"))
                        .orElse(false);
        boolean automatic = declared || bulk || list || nullSender || vacation;
        return new Automation(automatic, !automatic && !suppressed(headers), vacation);
    }

    private static boolean suppressed(Headers headers) {
        List<String> wishes = List.of(headers.joined("x-auto-response-suppress")
                .toLowerCase(Locale.ROOT)
                .split("[,;\\s]+"));
        return wishes.contains("all") || wishes.contains("autoreply") || wishes.contains("oof");
    }
}
