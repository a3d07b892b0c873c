package org.jamesdesk.message.authentication;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the author of a mail, the From address, is proven. Relaxed alignment as in DMARC (RFC 7489 section 3.1): a
 * passing SPF domain or DKIM signature counts for the author only when it belongs to the same organisation as the From
 * address. What proves nothing is no failure: a missing record, a soft failure, a signature broken on the way and a name
 * server that does not answer all give {@link Verdict#NONE}.
 *
 * @param verdict what it amounts to
 * @param aligned whether something that passed belongs to the organisation of the From address
 * @param spf the result for the envelope sender (RFC 7208), if there is one
 * @param dkim the result of each signature (RFC 6376), in the order of the header
 * @param user who logged in to send it (SMTP AUTH), if somebody did
 */
public record SenderAuthentication(
        Verdict verdict, boolean aligned, Optional<Spf> spf, List<Dkim> dkim, Optional<String> user) {
    private static final int MAX_SIGNATURES = 20;
    /** As long as a domain name can be (RFC 1035 section 2.3.4). */
    private static final int MAX_NAME = 255;

    public SenderAuthentication {
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(spf, "spf");
        Objects.requireNonNull(user, "user");
        dkim = List.copyOf(dkim);
    }

    /** What the results amount to. */
    public enum Verdict {
        /** The author is proven: aligned SPF or DKIM passed, or the author himself logged in. */
        PASS,
        /** The author's own domain says that this server may not send for it (SPF {@code fail}), and nothing proves him. */
        FAIL,
        /** Nothing is proven, neither way. */
        NONE;

        /** The name in JSON and in stores. */
        public String apiName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The results of RFC 8601 section 2.7. */
    public enum Result {
        PASS,
        FAIL,
        SOFTFAIL,
        NEUTRAL,
        NONE,
        /** It would pass, but in a way that is not accepted. */
        POLICY,
        TEMPERROR,
        PERMERROR;

        /** The name in JSON, in stores and in Authentication-Results. */
        public String apiName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The result of that name, old names included; empty for any other text. */
        public static Optional<Result> of(String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "hardfail" -> Optional.of(FAIL);
                case "error" -> Optional.of(TEMPERROR);
                case "unknown" -> Optional.of(PERMERROR);
                default -> Stream.of(values())
                        .filter(result -> result.apiName().equalsIgnoreCase(name))
                        .findFirst();
            };
        }
    }

    /**
     * The result of SPF.
     *
     * @param domain of the envelope sender; of the null sender, what the client called itself (HELO)
     */
    public record Spf(Result result, String domain) {
        public Spf {
            Objects.requireNonNull(result, "result");
            domain = cut(domain);
        }
    }

    /**
     * The result of one DKIM signature.
     *
     * @param domain of the signer ({@code d=})
     * @param selector of the key ({@code s=})
     */
    public record Dkim(Result result, String domain, String selector) {
        public Dkim {
            Objects.requireNonNull(result, "result");
            domain = cut(domain);
            selector = cut(selector);
        }
    }

    /**
     * What SPF and DKIM say about an author.
     *
     * @param author the domain of the From address; empty when there is none or there are several: then nothing is aligned
     */
    public static SenderAuthentication of(Optional<String> author, Optional<Spf> spf, List<Dkim> dkim) {
        List<Dkim> kept = dkim.stream().limit(MAX_SIGNATURES).toList();
        Optional<Spf> ofAuthor = spf.filter(result -> aligned(author, result.domain()));
        boolean proven =
                ofAuthor.filter(result -> result.result() == Result.PASS).isPresent()
                        || kept.stream()
                                .anyMatch(signature ->
                                        signature.result() == Result.PASS && aligned(author, signature.domain()));
        boolean denied =
                ofAuthor.filter(result -> result.result() == Result.FAIL).isPresent();
        Verdict verdict = proven ? Verdict.PASS : denied ? Verdict.FAIL : Verdict.NONE;
        return new SenderAuthentication(verdict, proven, spf, kept, Optional.empty());
    }

    /**
     * A mail that somebody sent who had logged in.
     *
     * @param isAuthor whether the From address is his own
     */
    public static SenderAuthentication ofUser(String user, boolean isAuthor) {
        Verdict verdict = isAuthor ? Verdict.PASS : Verdict.NONE;
        return new SenderAuthentication(verdict, isAuthor, Optional.empty(), List.of(), Optional.of(user));
    }

    private static String cut(String name) {
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
    }

    private static boolean aligned(Optional<String> author, String domain) {
        return author.filter(name -> OrganizationalDomain.same(name, domain)).isPresent();
    }

    /** Whether asking again later may give another answer. */
    public boolean isTemporary() {
        return Stream.concat(spf.map(Spf::result).stream(), dkim.stream().map(Dkim::result))
                .anyMatch(result -> result == Result.TEMPERROR);
    }

    /** One line of ASCII, such as {@code pass aligned spf=pass:kunde.example dkim=pass:kunde.example:s1}. */
    public String asString() {
        List<String> words = new ArrayList<>();
        words.add(verdict.apiName());
        if (aligned) {
            words.add("aligned");
        }
        spf.ifPresent(result -> words.add("spf=" + result.result().apiName() + ":" + encoded(result.domain())));
        dkim.forEach(result -> words.add("dkim=" + result.result().apiName() + ":" + encoded(result.domain()) + ":"
                + encoded(result.selector())));
        user.ifPresent(name -> words.add("user=" + encoded(name)));
        return String.join(" ", words);
    }

    /**
     * Reads what {@link #asString} wrote.
     *
     * @throws IllegalArgumentException when the text has another form
     */
    public static SenderAuthentication parse(String text) {
        String[] words = text.split(" ");
        Verdict verdict = Stream.of(Verdict.values())
                .filter(value -> value.apiName().equals(words[0]))
                .findFirst()
                .orElseThrow(() -> unknown(text));
        boolean aligned = false;
        Optional<Spf> spf = Optional.empty();
        List<Dkim> dkim = new ArrayList<>();
        Optional<String> user = Optional.empty();
        for (String word : List.of(words).subList(1, words.length)) {
            String[] parts = word.substring(word.indexOf('=') + 1).split(":", -1);
            if (word.equals("aligned")) {
                aligned = true;
            } else if (word.startsWith("spf=") && parts.length == 2) {
                spf = Optional.of(new Spf(result(parts[0], text), decoded(parts[1])));
            } else if (word.startsWith("dkim=") && parts.length == 3) {
                dkim.add(new Dkim(result(parts[0], text), decoded(parts[1]), decoded(parts[2])));
            } else if (word.startsWith("user=") && parts.length == 1) {
                user = Optional.of(decoded(parts[0]));
            } else {
                throw unknown(text);
            }
        }
        return new SenderAuthentication(verdict, aligned, spf, dkim, user);
    }

    private static Result result(String name, String text) {
        return Result.of(name).orElseThrow(() -> unknown(text));
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException("not the result of an authentication: " + encoded(text));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
