package org.jamesdesk.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jamesdesk.message.mime.RawMessage;
import org.junit.jupiter.api.Test;

/** Real mails of many senders, where the corpora are present (property {@code desk.corpora}). */
class CorpusReadingTest {
    private static final Path CORPORA = Path.of(System.getProperty("desk.corpora", "../shared/corpora"));

    @Test
    void shouldReadEveryRealMailWithoutAnException() throws IOException {
        assumeTrue(Files.isDirectory(CORPORA), "the mail corpora are absent: set -Ddesk.corpora");
        List<Path> mails;
        try (Stream<Path> files = Files.walk(CORPORA)) {
            mails = files.filter(file -> file.toString().endsWith(".eml")).toList();
        }
        assertThat(mails).hasSizeGreaterThan(1_000);
        MessageReader reader = new MessageReader();

        for (Path mail : mails) {
            RawMessage raw = RawMessage.of(Files.readAllBytes(mail));
            assertThatCode(() -> reader.read(raw))
                    .as("reading %s", mail.getFileName())
                    .doesNotThrowAnyException();
        }
    }
}
