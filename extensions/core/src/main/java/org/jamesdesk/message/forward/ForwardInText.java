package org.jamesdesk.message.forward;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jamesdesk.message.forward.BodyLines.Line;
import org.jamesdesk.message.forward.ForwardSeparator.Kind;
import org.jamesdesk.message.forward.HeaderLabels.Field;

/** Finds a forwarded mail in a text. The first thing that introduces another mail decides: it is the outermost. */
final class ForwardInText {
    /** So many lines may stand between a separator and the header it announces. */
    private static final int MAX_GAP = 5;

    private static final int MIN_FLAT_LINE = 40;
    private static final int MAX_GUESSES = 300;
    private static final int MAX_SENDER = 200;

    private final Forwarding forwarding;
    private final List<Line> lines;

    private ForwardInText(Forwarding forwarding, List<Line> lines) {
        this.forwarding = forwarding;
        this.lines = lines;
    }

    /** The mail that a text forwards. */
    static Optional<ForwardedMail> find(Forwarding forwarding, String text) {
        return new ForwardInText(forwarding, BodyLines.of(text)).find();
    }

    /** Something in the text that introduces another mail, and what came of it. */
    private record Verdict(Optional<ForwardedMail> forwarded) {
        static final Verdict NO_FORWARD = new Verdict(Optional.empty());
    }

    private Optional<ForwardedMail> find() {
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                Optional<Verdict> verdict = at(i);
                if (verdict.isPresent()) {
                    return verdict.orElseThrow().forwarded();
                }
            }
        }
        return guessed();
    }

    private Optional<Verdict> at(int i) {
        String text = lines.get(i).text();
        return ForwardSeparator.read(text)
                .flatMap(separator -> below(separator, i))
                .or(() -> header(i))
                .or(() -> attribution(i));
    }

    private Optional<Verdict> below(ForwardSeparator separator, int i) {
        boolean quoted = lines.get(i).depth() > 0;
        Optional<HeaderBlock> block = announced(separator, i);
        Optional<Attribution> attribution = block.isPresent() ? Optional.empty() : announcedAttribution(i);
        OriginalSender sender = block.flatMap(header -> header.value(Field.FROM))
                .map(OriginalSender::parse)
                .or(() -> attribution.map(Attribution::sender))
                .orElseGet(() -> senderIn(separator));
        boolean isEmpty = block.isEmpty() && attribution.isEmpty();
        boolean marked = separator.kind() == Kind.FORWARDED && (separator.decorated() || !isEmpty);
        if (marked) {
            var languages = block.map(HeaderBlock::languages).orElse(Set.of());
            return Optional.of(
                    forwarding.acceptsMarked(sender, languages, quoted)
                            ? forward(i, sender, block, attribution)
                            : Verdict.NO_FORWARD);
        }
        if (block.isPresent()) {
            return Optional.of(
                    forwarding.acceptsHeader(sender, block.orElseThrow(), quoted)
                            ? forward(i, sender, block, attribution)
                            : Verdict.NO_FORWARD);
        }
        if (separator.kind() == Kind.ORIGINAL && separator.decorated()) {
            return Optional.of(
                    forwarding.acceptsAttribution(sender, quoted)
                            ? forward(i, sender, block, attribution)
                            : Verdict.NO_FORWARD);
        }
        return Optional.empty();
    }

    /** The header that a separator announces, on its own line or a few lines below. */
    private Optional<HeaderBlock> announced(ForwardSeparator separator, int i) {
        if (!separator.rest().isEmpty()) {
            HeaderBlock flat = HeaderBlock.inLine(separator.rest());
            if (flat.isHeader()) {
                return Optional.of(flat);
            }
        }
        int first = nextLine(i + 1);
        if (first < 0) {
            return Optional.empty();
        }
        HeaderBlock flat = HeaderBlock.inLine(lines.get(first).text());
        if (flat.isFull()) {
            return Optional.of(flat);
        }
        for (int j = first; j < Math.min(lines.size(), first + MAX_GAP); j++) {
            if (HeaderLabels.world().read(lines.get(j).text()).isPresent()) {
                HeaderBlock block =
                        HeaderBlock.read(lines, j, forwarding.subject().rest());
                return block.isHeader()
                                || !block.has(Field.FROM) && block.values().size() > 1
                        ? Optional.of(block.has(Field.FROM) ? block : completed(block, first, j))
                        : onlySender(separator, block);
            }
        }
        return HeaderBlock.guess(lines, first, forwarding.subject().rest());
    }

    /** A header without a known label for the sender: the sender stands above it, or the label is of a rare language. */
    private HeaderBlock completed(HeaderBlock block, int first, int start) {
        Line above = lines.get(first);
        if (start > first && above.text().length() <= MAX_SENDER) {
            int colon = HeaderLabels.colon(above.text(), 0);
            return block.withSender(above.text().substring(colon + 1));
        }
        return HeaderBlock.guess(lines, first, forwarding.subject().rest())
                .flatMap(guess -> guess.value(Field.FROM))
                .map(block::withSender)
                .orElse(block);
    }

    private static Optional<HeaderBlock> onlySender(ForwardSeparator separator, HeaderBlock block) {
        return separator.kind() == Kind.FORWARDED && block.has(Field.FROM) ? Optional.of(block) : Optional.empty();
    }

    private Optional<Attribution> announcedAttribution(int i) {
        int next = nextLine(i + 1);
        return next < 0 ? Optional.empty() : Attribution.read(lines, next);
    }

    /** The sender that the separator itself names, as {@code ---- Forwarded message from Ana <ana@…> ----} does. */
    private static OriginalSender senderIn(ForwardSeparator separator) {
        int from = separator.words().indexOf(" from ");
        OriginalSender sender =
                OriginalSender.parse(from < 0 ? "" : separator.words().substring(from + 6));
        return sender.address().isPresent() ? sender : new OriginalSender("", Optional.empty());
    }

    private int nextLine(int from) {
        for (int i = from; i < Math.min(lines.size(), from + MAX_GAP); i++) {
            if (!lines.get(i).isBlank()) {
                return i;
            }
        }
        return -1;
    }

    private Optional<Verdict> header(int i) {
        Line line = lines.get(i);
        Optional<Field> label = HeaderLabels.world().read(line.text()).map(HeaderLabels.LabelledLine::field);
        if (label.isEmpty()) {
            return Optional.empty();
        }
        HeaderBlock block = HeaderBlock.read(lines, i, forwarding.subject().rest());
        if (line.text().length() > MIN_FLAT_LINE && !block.isFull()) {
            HeaderBlock flat = HeaderBlock.inLine(line.text());
            block = flat.isFull() ? flat : block;
        }
        if (!block.isFull() && !(block.isHeader() && forwarding.isForward(block.languages()))) {
            return Optional.empty();
        }
        OriginalSender sender = OriginalSender.parse(block.value(Field.FROM).orElse(""));
        return Optional.of(
                forwarding.acceptsHeader(sender, block, line.depth() > 0)
                        ? forward(i, sender, Optional.of(block), Optional.empty())
                        : Verdict.NO_FORWARD);
    }

    private Optional<Verdict> attribution(int i) {
        return Attribution.read(lines, i).map(attribution -> {
            boolean quotes = lines.subList(i, Math.min(lines.size(), i + MAX_GAP)).stream()
                    .anyMatch(line -> line.depth() > lines.get(i).depth());
            return forwarding.acceptsAttribution(attribution.sender(), quotes)
                    ? forward(i, attribution.sender(), Optional.empty(), Optional.of(attribution))
                    : Verdict.NO_FORWARD;
        });
    }

    /** When nothing is known in a mail whose subject says that it is a forward: a header in a rare language. */
    private Optional<ForwardedMail> guessed() {
        String subject = forwarding.subject().rest();
        if (subject.isEmpty() || !forwarding.isForward(Set.of())) {
            return Optional.empty();
        }
        for (int i = 0; i < Math.min(lines.size(), MAX_GUESSES); i++) {
            Optional<HeaderBlock> block =
                    HeaderBlock.guess(lines, i, subject).filter(guess -> guess.has(Field.SUBJECT));
            if (block.isPresent()) {
                OriginalSender sender = OriginalSender.parse(
                        block.orElseThrow().value(Field.FROM).orElse(""));
                return forward(i, sender, block, Optional.empty()).forwarded();
            }
        }
        return Optional.empty();
    }

    private Verdict forward(
            int i, OriginalSender sender, Optional<HeaderBlock> block, Optional<Attribution> attribution) {
        return new Verdict(Optional.of(new ForwardedMail(
                sender.address(),
                sender.name(),
                block.flatMap(header -> header.value(Field.SUBJECT))
                        .orElse(forwarding.subject().rest()),
                block.flatMap(header -> header.value(Field.DATE))
                        .or(() -> attribution.map(Attribution::date))
                        .orElse(""),
                note(i))));
    }

    /** The text above, without the rules that some mail programs draw. */
    private String note(int end) {
        int last = end;
        while (last > 0
                && (lines.get(last - 1).isBlank()
                        || ForwardSeparator.isRule(lines.get(last - 1).text()))) {
            last--;
        }
        return lines.subList(0, last).stream()
                .map(Line::text)
                .collect(Collectors.joining("\n"))
                .strip();
    }
}
