package org.jamesdesk.distribution.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.mail.MessagingException;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.metrics.api.NoopGaugeRegistry;
import org.apache.james.metrics.dropwizard.DropWizardMetricFactory;
import org.apache.james.queue.api.MailQueue.MailQueueItem;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.apache.james.server.core.JamesServerResourceLoader;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStream;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

class DurableMailQueueTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AttributeName COLOUR = AttributeName.of("desk.colour");

    @TempDir
    private Path home;

    private EmbeddedBroker broker;
    private DurableMailQueueFactory queues;

    @BeforeEach
    void open() throws Exception {
        broker = new EmbeddedBroker(new FileSystemImpl(new JamesServerResourceLoader(home.toString())));
        queues = new DurableMailQueueFactory(
                broker,
                new RawMailQueueItemDecoratorFactory(),
                new DropWizardMetricFactory(new com.codahale.metrics.MetricRegistry()),
                new NoopGaugeRegistry());
    }

    @AfterEach
    void close() throws Exception {
        queues.destroy();
        broker.stop();
    }

    @Test
    void shouldGiveBackMailWithAttributesWhenBrokerWasRestarted() throws Exception {
        enqueue(mail("one", "text of one"), Duration.ZERO);

        close();
        open();

        Taken mail = take(1).get(0);
        assertThat(mail.name()).isEqualTo("one");
        assertThat(mail.content()).contains("text of one");
        assertThat(mail.colour()).contains(new Attribute(COLOUR, AttributeValue.of("blue")));
    }

    @Test
    void shouldGiveBackEveryByteWhenMailIsLarge() throws Exception {
        String text = "0123456789abcdef\r\n".repeat(100_000);
        enqueue(mail("large", text), Duration.ZERO);

        close();
        open();

        assertThat(take(1).get(0).content()).endsWith(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 400_000})
    void shouldKeepEveryByteWhenHeaderIsNotAscii(int bodySize) throws Exception {
        byte[] bytes = ("Subject: Contrase\u00f1a\r\nX-Odd:  two  spaces \r\n\r\n" + "x".repeat(bodySize))
                .getBytes(StandardCharsets.UTF_8);
        MimeMessageInputStreamSource source =
                MimeMessageInputStreamSource.create("odd", new ByteArrayInputStream(bytes));
        MailImpl mail = MailImpl.builder()
                .name("odd")
                .addRecipient("support@desk.example")
                .build();
        mail.setMessageContent(source);
        enqueue(mail, Duration.ZERO);

        byte[] taken = Flux.from(queue().deQueue())
                .map(item -> {
                    try (InputStream in =
                            new MimeMessageInputStream(item.getMail().getMessage())) {
                        return in.readAllBytes();
                    } catch (IOException | MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .blockFirst(PATIENCE);
        assertThat(taken).isEqualTo(bytes);
    }

    @Test
    void shouldDeleteFileWhenLargeMailIsDone() throws Exception {
        enqueue(mail("large", "x".repeat(400_000)), Duration.ZERO);
        assertThat(blobs()).hasSize(1);

        take(1);

        assertThat(blobs()).isEmpty();
    }

    @Test
    void shouldGiveBackMailAgainWhenItWasNotDone() throws Exception {
        enqueue(mail("twice", "text"), Duration.ZERO);
        MailQueueItem first = Flux.from(queue().deQueue()).blockFirst(PATIENCE);
        first.done(MailQueueItem.CompletionStatus.RETRY);

        assertThat(take(1).get(0).name()).isEqualTo("twice");
    }

    @Test
    void shouldGiveBackMailAgainWhenItFailedMoreOftenThanTheBrokersDefaultAllows() throws Exception {
        enqueue(mail("stubborn", "text"), Duration.ZERO);
        for (int i = 0; i < 10; i++) {
            Flux.from(queue().deQueue()).blockFirst(PATIENCE).done(MailQueueItem.CompletionStatus.RETRY);
        }

        assertThat(take(1).get(0).name()).isEqualTo("stubborn");
    }

    @Test
    void shouldGiveDueMailWhenHundredsOfDelayedOnesAreBeforeIt() throws Exception {
        for (int i = 0; i < 300; i++) {
            enqueue(mail("delayed-" + i, "text"), Duration.ofHours(1));
        }
        enqueue(mail("due", "text"), Duration.ZERO);

        assertThat(take(1).get(0).name()).isEqualTo("due");
    }

    @Test
    void shouldListDelayedMailsForTheOperator() throws Exception {
        enqueue(mail("later", "text"), Duration.ofHours(1));

        List<String> names = new ArrayList<>();
        ManageableMailQueue.MailQueueIterator mails = queue().browse();
        mails.forEachRemaining(view -> names.add(view.getMail().getName()));
        mails.close();

        assertThat(names).containsExactly("later");
        assertThat(queue().getSize()).isEqualTo(1);
    }

    @Test
    void shouldKeepEveryMailWhenManyThreadsEnqueue() throws Exception {
        int threads = 16;
        int each = 50;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> senders = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int number = thread;
                senders.add(executor.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        enqueue(mail(number + "-" + i, "text " + i), Duration.ZERO);
                    }
                    return null;
                }));
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
        } finally {
            executor.shutdownNow();
        }

        Set<String> names = new HashSet<>();
        take(threads * each).forEach(mail -> names.add(mail.name()));
        assertThat(names).hasSize(threads * each);
    }

    private ManageableMailQueue queue() {
        return queues.createQueue(MailQueueName.of("spool"));
    }

    private void enqueue(Mail mail, Duration delay) throws Exception {
        try {
            if (delay.isZero()) {
                queue().enQueue(mail);
            } else {
                queue().enQueue(mail, delay);
            }
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }

    /** A mail as it was while it was worked on. */
    private record Taken(String name, String content, Optional<Attribute> colour) {}

    private List<Taken> take(int count) {
        return Flux.from(queue().deQueue())
                .take(count)
                .map(item -> {
                    try {
                        Mail mail = item.getMail();
                        Taken taken = new Taken(mail.getName(), content(mail), mail.getAttribute(COLOUR));
                        item.done(MailQueueItem.CompletionStatus.SUCCESS);
                        LifecycleUtil.dispose(mail);
                        return taken;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .collectList()
                .block(PATIENCE);
    }

    private List<Path> blobs() throws Exception {
        Path directory = home.resolve("var/store/activemq/blob-transfer");
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static Mail mail(String name, String text) throws Exception {
        String bytes = "Subject: " + name + "\r\nMessage-ID: <" + name + "@x>\r\n\r\n" + text;
        MailImpl mail = MailImpl.builder()
                .name(name)
                .sender("customer@shop.example")
                .addRecipient("support@desk.example")
                .addAttribute(new Attribute(COLOUR, AttributeValue.of("blue")))
                .build();
        mail.setMessageContent(MimeMessageInputStreamSource.create(
                name, new ByteArrayInputStream(bytes.getBytes(StandardCharsets.US_ASCII))));
        return mail;
    }

    private static String content(Mail mail) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        mail.getMessage().writeTo(out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
