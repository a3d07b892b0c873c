package org.jamesdesk.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jamesdesk.message.mime.RawMessage;
import org.junit.jupiter.api.Test;

/**
 * Whatever the bytes: no exception, no read of more than two seconds, what is listed can be copied. The mails are the same
 * ones every time. {@code -Pfuzz} makes many more of them.
 *
 * <p>That memory is bounded is shown by a Java process with a heap of 64 MiB, which has to hold everything: Java's own
 * classes, the tests and the reader. The bytes of the hostile mails are made while they are read and take no room, so that
 * what the reader takes beyond the mail's own size is less than the heap.
 */
class MessageReaderFuzzTest {
    private static final Path CORPORA = Path.of(System.getProperty("desk.corpora", "../shared/corpora"));
    private static final int ROUNDS = Integer.getInteger("desk.fuzz.rounds", 1);
    private static final int GENERATED = 1_000;
    private static final String HEAP = "-Xmx64m";

    private final ReadingCheck check = new ReadingCheck();

    @Test
    void shouldReadGeneratedMailsWhole() {
        for (int round = 0; round < ROUNDS; round++) {
            GeneratedMails mails = new GeneratedMails(round);
            for (int i = 0; i < GENERATED; i++) {
                check.check("generated " + round + "/" + i, RawMessage.of(mails.next()));
            }
        }
    }

    @Test
    void shouldReadGeneratedMailsWhenTheyAreDamaged() {
        for (int round = 0; round < ROUNDS; round++) {
            GeneratedMails mails = new GeneratedMails(round);
            MailMutations mutations = new MailMutations(round);
            for (int i = 0; i < GENERATED; i++) {
                check.check("damaged " + round + "/" + i, RawMessage.of(mutations.damaged(mails.next())));
            }
        }
    }

    @Test
    void shouldReadRealMailsWhenTheyAreDamaged() throws IOException {
        assumeTrue(Files.isDirectory(CORPORA), "the mail corpora are absent: set -Ddesk.corpora");
        List<Path> mails;
        try (Stream<Path> files = Files.walk(CORPORA)) {
            mails = files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
        }
        assertThat(mails).isNotEmpty();
        for (Path mail : mails) {
            byte[] bytes = Files.readAllBytes(mail);
            for (int round = 0; round < ROUNDS; round++) {
                byte[] damaged = new MailMutations(round).damaged(bytes);
                check.check(mail.getFileName() + " damaged, round " + round, RawMessage.of(damaged));
            }
        }
    }

    @Test
    void shouldReadHostileMailsInTimeAndInLittleMemory() throws IOException, InterruptedException {
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        HostileMailsRun.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(run.waitFor(1, TimeUnit.SECONDS)).isTrue();
        assertThat(output).doesNotContain("FAILED");
        assertThat(run.exitValue()).as(output).isZero();
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator);
    }
}
