package org.jamesdesk.message.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jamesdesk.message.mime.HeaderText;

/** Judges what was found: why it failed, whether for good, and whether the address is at fault (R93-R95). */
final class Judgement {
    private static final int MAX_DIAGNOSTIC = 1_000;
    private static final ReasonTable WORDS = ReasonTable.table("reasons.txt");
    private static final ReasonTable WEAK_WORDS = ReasonTable.table("weak-reasons.txt");
    private static final Map<String, BounceReason> STATUSES = ReasonTable.statuses("statuses.txt");

    private Judgement() {}

    /**
     * @param finding what the report says of a recipient
     * @param elsewhere what the report says in other places, the nearest first; counts where the finding itself tells nothing
     * @param dialect the reasons as the reporting server words them; tried first
     * @param doubtful whether the address had been accepted before it was called unknown
     * @param action what was done, if the finding does not say
     */
    static DeliveryReport of(
            Finding finding,
            List<Supplier<String>> elsewhere,
            Function<Words, Optional<BounceReason>> dialect,
            boolean doubtful,
            DeliveryAction action,
            Optional<String> originalMessageId) {
        DeliveryAction done = finding.action().orElse(action);
        String told = Stream.concat(
                        Stream.of(finding.diagnostic()), elsewhere.stream().map(Supplier::get))
                .filter(ReportText::tell)
                .findFirst()
                .orElse(finding.diagnostic());
        Optional<String> status = finding.status()
                .filter(code -> !StatusCode.isGeneric(code))
                .or(() -> StatusCode.specific(told))
                .or(() -> elsewhere.stream()
                        .map(words -> StatusCode.specific(words.get()))
                        .flatMap(Optional::stream)
                        .findFirst())
                .or(finding::status)
                .or(() -> StatusCode.enhanced(told));
        BounceReason reason = reason(Words.of(told), status, dialect)
                .or(() -> elsewhere.stream()
                        .map(words -> reason(Words.of(words.get()), Optional.empty(), dialect))
                        .flatMap(Optional::stream)
                        .findFirst())
                .orElse(BounceReason.OTHER);
        Hardness hardness = hardness(done, reason, status, told);
        return new DeliveryReport(
                finding.recipient().map(address -> address.toLowerCase(Locale.ROOT)),
                done,
                hardness,
                hardness == Hardness.HARD && reason.addressDead() && !(doubtful && !isOfAddress(reason, status)),
                status,
                reason,
                cut(HeaderText.oneLine(told)),
                originalMessageId);
    }

    /** Why, from one server's words and code alone. */
    static BounceReason reason(String words, Optional<String> status) {
        Optional<String> telling = status.filter(code -> !StatusCode.isGeneric(code))
                .or(() -> StatusCode.specific(words))
                .or(() -> status);
        return reason(Words.of(words), telling, any -> Optional.empty()).orElse(BounceReason.OTHER);
    }

    /** Why, from a code alone. */
    static Optional<BounceReason> byStatus(Optional<String> status) {
        return status.flatMap(Judgement::byStatus);
    }

    /** Words of an unknown address need a code that says the same; other reasons need none. */
    private static boolean isOfAddress(BounceReason reason, Optional<String> status) {
        return reason != BounceReason.NO_SUCH_ADDRESS
                || status.filter(code -> code.startsWith("1.", 2) || code.startsWith("4.1", 2))
                        .isPresent();
    }

    private static Optional<BounceReason> reason(
            Words words, Optional<String> status, Function<Words, Optional<BounceReason>> dialect) {
        return words.quoted()
                .flatMap(quoted -> plainReason(quoted, status, dialect))
                .or(() -> plainReason(words, status, dialect));
    }

    private static Optional<BounceReason> plainReason(
            Words words, Optional<String> status, Function<Words, Optional<BounceReason>> dialect) {
        return dialect.apply(words)
                .or(() -> WORDS.of(words))
                .or(() -> status.flatMap(Judgement::byStatus))
                .or(() -> WEAK_WORDS.of(words));
    }

    /** A row with the class counts before one without: {@code 5.3.2} may mean more than {@code 3.2}. */
    private static Optional<BounceReason> byStatus(String status) {
        return Optional.ofNullable(STATUSES.get(status))
                .or(() -> Optional.ofNullable(STATUSES.get(status.substring(2))));
    }

    private static Hardness hardness(
            DeliveryAction action, BounceReason reason, Optional<String> status, String diagnostic) {
        if (action != DeliveryAction.FAILED || reason.temporary()) {
            return Hardness.SOFT;
        }
        if (reason.addressDead()) {
            return Hardness.HARD;
        }
        char severity = status.map(code -> code.charAt(0))
                .or(() -> StatusCode.replyClass(diagnostic))
                .orElse('5');
        return severity == '4' ? Hardness.SOFT : Hardness.HARD;
    }

    private static String cut(String text) {
        return text.length() <= MAX_DIAGNOSTIC ? text : text.substring(0, MAX_DIAGNOSTIC);
    }
}
