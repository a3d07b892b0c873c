package org.jamesdesk.message.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.message.mime.RawMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One report as each server writes it; the fields {@code X-Expected} of the mail say what is to be read from it. */
class ReportMailsTest {
    private final MessageReader reader = new MessageReader();

    static Stream<Path> mails() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(ReportMailsTest.class.getResource("mails"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("mails")
    void shouldReadTheFateOfEachRecipientWhenAServerReportsInItsOwnWords(Path mail) throws IOException {
        byte[] bytes = Files.readAllBytes(mail);
        ReadMessage read = reader.read(RawMessage.of(bytes));

        assertThat(read.deliveryReports().stream().map(ReportMailsTest::line).toList())
                .isEqualTo(expected(bytes));
        assertThat(read.kind().apiName()).startsWith("delivery");
        assertThat(read.deliveryReports())
                .allSatisfy(report ->
                        assertThat(report.diagnostic()).hasSizeBetween(1, 1_000).doesNotContain("\n"));
    }

    private static List<String> expected(byte[] mail) {
        return new String(mail, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("X-Expected: "))
                .map(line -> line.substring("X-Expected: ".length()))
                .toList();
    }

    private static String line(DeliveryReport report) {
        return String.join(
                " ",
                report.recipient().orElse("-"),
                report.action().apiName(),
                report.hardness().apiName(),
                report.addressDead() ? "dead" : "alive",
                report.reason().apiName(),
                report.status().orElse("-"));
    }
}
