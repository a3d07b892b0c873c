package org.jamesdesk.message.automation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.message.mime.AddressHeader;
import org.jamesdesk.message.mime.HeaderText;
import org.jamesdesk.message.mime.MailContent;
import org.jsoup.Jsoup;

/**
 * The mail by which a mail provider lets somebody confirm a forwarding or an address (R23 to R25): an ordinary ticket with
 * its link or code readable, and never answered automatically. The providers stand in the table
 * {@code confirmations.txt}. A mail that only imitates one is not recognised: the From address must be the provider's, and
 * a link counts only if it leads to the provider. Whether the From address is true is another question
 * (authentication); nothing here follows a link.
 *
 * @param provider the provider's name in the table, such as {@code google}
 * @param link where one click confirms
 * @param code what is typed in to confirm
 */
public record ProviderConfirmation(String provider, Optional<URI> link, Optional<String> code) {
    private static final List<ConfirmationProvider> PROVIDERS = ConfirmationProvider.load();
    private static final int MAX_TEXT = 4_000;
    private static final int MAX_HTML = 200_000;
    private static final int MAX_LINKS = 200;
    private static final Pattern URL =
            Pattern.compile("https?://[^\\s<>\"'\\\\^`{|}]{1,2000}", Pattern.CASE_INSENSITIVE);
    private static final String SENTENCE_MARKS = ".,;:!?)]";

    public ProviderConfirmation {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(link, "link");
        Objects.requireNonNull(code, "code");
    }

    /** The confirmation that this mail is; empty when it is something else. */
    public static Optional<ProviderConfirmation> in(MailContent content) {
        Optional<EmailAddress> sender = AddressHeader.mailboxes(
                        content.headers().joined("from"))
                .stream()
                .findFirst()
                .map(Mailbox::address);
        return sender.flatMap(address -> PROVIDERS.stream()
                .filter(provider -> provider.sendsFrom(address))
                .flatMap(provider -> of(provider, address, content).stream())
                .findFirst());
    }

    private static Optional<ProviderConfirmation> of(
            ConfirmationProvider provider, EmailAddress sender, MailContent content) {
        String subject = FoldedText.withoutAccents(
                content.headers().first("subject").map(HeaderText::unstructured).orElse(""));
        String text = FoldedText.withoutAccents(cut(content.text(), MAX_TEXT));
        if (!provider.says(subject + "\n" + text)) {
            return Optional.empty();
        }
        Optional<URI> link = provider.link(links(content), sender);
        Optional<String> code = provider.code(List.of(cut(subject, MAX_TEXT), text));
        return link.isEmpty() && code.isEmpty()
                ? Optional.empty()
                : Optional.of(new ProviderConfirmation(provider.name(), link, code));
    }

    private static List<URI> links(MailContent content) {
        Set<URI> links = new LinkedHashSet<>();
        for (MailContent.TextBody body : content.bodies()) {
            Matcher matcher = URL.matcher(cut(body.text(), MAX_HTML));
            while (matcher.find() && links.size() < MAX_LINKS) {
                uri(matcher.group()).ifPresent(links::add);
            }
            body.html().map(html -> cut(html, MAX_HTML)).ifPresent(html -> Jsoup.parse(html).select("a[href]").stream()
                    .limit(MAX_LINKS)
                    .forEach(anchor -> uri(anchor.attr("href").strip()).ifPresent(links::add)));
        }
        return new ArrayList<>(links);
    }

    private static Optional<URI> uri(String text) {
        int end = text.length();
        while (end > 0 && SENTENCE_MARKS.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        try {
            // Brackets are not allowed where mails have them.
            URI uri = new URI(text.substring(0, end).replace("[", "%5B").replace("]", "%5D"));
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            // A user before the host is there to deceive.
            return web && uri.getHost() != null && uri.getUserInfo() == null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
