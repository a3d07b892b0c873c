package org.jamesdesk.benchmarks.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jamesdesk.benchmarks.mail.Draft.Naming;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.mime.RawMessage;
import org.junit.jupiter.api.Test;

class MailMakerTest {
    private static final int KB = 1024;

    private final MailMaker maker = new MailMaker(7, "d7", "support@desk.example");

    @Test
    void shouldMakeTheSameMailsWhenTheSeedIsTheSame() {
        MailMaker again = new MailMaker(7, "d7", "support@desk.example");

        assertThat(again.drafts(50).stream().map(draft -> draft.opening().bytes()))
                .usingElementComparator(Arrays::compare)
                .containsExactlyElementsOf(maker.drafts(50).stream()
                        .map(draft -> draft.opening().bytes())
                        .toList());
    }

    @Test
    void shouldMakeSizesAsInRealMail() {
        List<Integer> sizes = maker.drafts(2_000).stream()
                .map(draft -> draft.opening().bytes().length)
                .sorted()
                .toList();

        assertThat(sizes.get(0)).isGreaterThan(1_800);
        assertThat(sizes.get(sizes.size() / 2)).isBetween(3 * KB, 8 * KB);
        assertThat(sizes.get(sizes.size() * 95 / 100)).isBetween(20 * KB, 60 * KB);
        assertThat(sizes.get(sizes.size() - 1)).isLessThan(62 * KB);
    }

    @Test
    void shouldMakeTwoOfFiveReplies() {
        assertThat(maker.drafts(2_000).stream().filter(Draft::reply).count()).isBetween(750L, 850L);
    }

    @Test
    void shouldCarryTheMarkerInMessageIdAndText() {
        for (Draft draft : maker.drafts(100)) {
            BenchmarkMail mail = draft.opening();
            ReadMessage read = new MessageReader().read(RawMessage.of(mail.bytes()));

            assertThat(read.messageId()).hasValue(mail.messageId());
            assertThat(mail.messageId()).contains(mail.marker());
            assertThat(read.text()).contains(mail.marker());
            assertThat(read.problems()).isEmpty();
            assertThat(read.from().orElseThrow().address().asString()).isEqualTo(mail.customer());
        }
    }

    @Test
    void shouldNeverUseAMarkerTwice() {
        List<String> markers = maker.drafts(500).stream().map(Draft::marker).toList();

        assertThat(markers).doesNotHaveDuplicates();
    }

    @Test
    void shouldNameTheWholeThreadWhenAReplyAnswersAReply() {
        BenchmarkMail first = maker.draft(false).opening();
        BenchmarkMail second = maker.draft(true).answering(first, Naming.IN_REPLY_TO_AND_REFERENCES);
        BenchmarkMail third = maker.draft(true).answering(second, Naming.IN_REPLY_TO_AND_REFERENCES);

        ReadMessage read = new MessageReader().read(RawMessage.of(third.bytes()));

        assertThat(read.inReplyTo()).containsExactly(second.messageId());
        assertThat(read.references()).containsExactly(first.messageId(), second.messageId());
        assertThat(third.parent()).hasValue(second.marker());
        assertThat(third.customer()).isEqualTo(first.customer());
    }

    @Test
    void shouldHaveNoReferencesWhenOnlyInReplyToIsAskedFor() {
        BenchmarkMail first = maker.draft(false).opening();

        BenchmarkMail reply = maker.draft(true).answering(first, Naming.IN_REPLY_TO_ONLY);

        assertThat(header(reply)).contains("In-Reply-To: <" + first.messageId() + ">");
        assertThat(header(reply)).doesNotContain("References:");
    }

    @Test
    void shouldKeepTheFirstAndTheNearestAncestorsWhenAThreadIsLong() {
        BenchmarkMail first = maker.draft(false).opening();
        BenchmarkMail last = first;
        for (int i = 0; i < 40; i++) {
            last = maker.draft(true).answering(last, Naming.IN_REPLY_TO_AND_REFERENCES);
        }
        BenchmarkMail next = maker.draft(true).answering(last, Naming.IN_REPLY_TO_AND_REFERENCES);

        List<String> references =
                new MessageReader().read(RawMessage.of(next.bytes())).references();

        assertThat(references)
                .hasSizeLessThanOrEqualTo(13)
                .startsWith(first.messageId())
                .endsWith(last.messageId());
    }

    @Test
    void shouldEndEveryLineWithCrLfAndKeepLinesShort() {
        for (Draft draft : maker.drafts(100)) {
            String mail = new String(draft.opening().bytes(), StandardCharsets.ISO_8859_1);

            assertThat(mail).endsWith("\r\n");
            assertThat(mail.replace("\r\n", "")).doesNotContain("\n", "\r");
            assertThat(mail.lines().mapToInt(String::length).max().orElse(0)).isLessThan(998);
        }
    }

    private static String header(BenchmarkMail mail) {
        return new String(mail.bytes(), StandardCharsets.ISO_8859_1)
                .lines()
                .takeWhile(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
