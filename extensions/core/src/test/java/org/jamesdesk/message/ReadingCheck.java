package org.jamesdesk.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jamesdesk.ProcessorTime;
import org.jamesdesk.message.mime.Attachment;
import org.jamesdesk.message.mime.ContentReader;
import org.jamesdesk.message.mime.RawMessage;

/** What holds for the reading of any mail whatever. */
final class ReadingCheck {
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private static final int COPIED = 2;

    /** Copying walks a mail again; for larger ones it would take most of the time. */
    private static final long COPIED_UP_TO = 4_000_000;

    private final MessageReader reader = new MessageReader();
    private Duration slowest = Duration.ZERO;

    Duration slowest() {
        return slowest;
    }

    void check(String name, RawMessage raw) {
        try {
            ReadMessage message = timed(name, raw);
            assertThat(message.messageId()).as(name).isEqualTo(reader.messageId(raw));
            assertThat(message.subject()).as(name).doesNotContain("\n").hasSizeLessThanOrEqualTo(2_000);
            assertThat(message.text()).as(name).hasSizeLessThanOrEqualTo(3 * ContentReader.MAX_TEXT);
            assertThat(message.problems()).as(name).hasSizeLessThanOrEqualTo(20).doesNotContain("");
            attachments(name, raw, message);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(name, e);
        }
    }

    private ReadMessage timed(String name, RawMessage raw) {
        AtomicReference<ReadMessage> message = new AtomicReference<>();
        Duration taken = ProcessorTime.of(() -> message.getAndSet(reader.read(raw)));
        assertThat(taken).as("time to read: %s", name).isLessThan(LONGEST);
        slowest = taken.compareTo(slowest) > 0 ? taken : slowest;
        return message.get();
    }

    private void attachments(String name, RawMessage raw, ReadMessage message) {
        int count = message.attachments().size();
        for (int i = 0; i < count; i++) {
            assertThat(message.attachments().get(i).number()).as(name).isEqualTo(i + 1);
        }
        if (raw.size() > COPIED_UP_TO) {
            return;
        }
        message.attachments().stream().limit(COPIED).forEach(attachment -> copy(name, raw, attachment));
        try {
            assertThat(reader.copyAttachment(raw, count + 1, OutputStream.nullOutputStream()))
                    .as("one attachment more than are listed: %s", name)
                    .isFalse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(String name, RawMessage raw, Attachment attachment) {
        long[] copied = new long[1];
        OutputStream counter = new OutputStream() {
            @Override
            public void write(int b) {
                copied[0]++;
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                copied[0] += length;
            }
        };
        try {
            assertThat(reader.copyAttachment(raw, attachment.number(), counter))
                    .as(name)
                    .isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(copied[0])
                .as("size of attachment %s: %s", attachment.number(), name)
                .isEqualTo(attachment.size());
        assertThat(attachment.downloadName()).as(name).isNotBlank();
    }
}
