package org.jamesdesk.distribution.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.mail.internet.MimeMessage;
import org.apache.james.metrics.api.NoopGaugeRegistry;
import org.apache.james.metrics.dropwizard.DropWizardMetricFactory;
import org.apache.james.queue.api.MailQueue.MailQueueItem;
import org.apache.james.queue.api.MailQueueName;
import org.apache.james.queue.api.ManageableMailQueue;
import org.apache.james.queue.api.RawMailQueueItemDecoratorFactory;
import org.apache.james.server.core.JamesServerResourceLoader;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageWrapper;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.apache.james.util.MimeMessageUtil;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

        Mail mail = take(1).get(0);
        assertThat(mail.getName()).isEqualTo("one");
        assertThat(content(mail)).contains("text of one");
        assertThat(mail.getAttribute(COLOUR)).contains(new Attribute(COLOUR, AttributeValue.of("blue")));
    }

    @Test
    void shouldGiveBackEveryByteWhenMailIsLarge() throws Exception {
        String text = "0123456789abcdef\r\n".repeat(100_000);
        enqueue(mail("large", text), Duration.ZERO);

        close();
        open();

        assertThat(content(take(1).get(0))).endsWith(text);
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

        assertThat(take(1).get(0).getName()).isEqualTo("twice");
    }

    @Test
    void shouldGiveBackMailAgainWhenItFailedMoreOftenThanTheBrokersDefaultAllows() throws Exception {
        enqueue(mail("stubborn", "text"), Duration.ZERO);
        for (int i = 0; i < 10; i++) {
            Flux.from(queue().deQueue()).blockFirst(PATIENCE).done(MailQueueItem.CompletionStatus.RETRY);
        }

        assertThat(take(1).get(0).getName()).isEqualTo("stubborn");
    }

    @Test
    void shouldGiveDueMailWhenHundredsOfDelayedOnesAreBeforeIt() throws Exception {
        for (int i = 0; i < 300; i++) {
            enqueue(mail("delayed-" + i, "text"), Duration.ofHours(1));
        }
        enqueue(mail("due", "text"), Duration.ZERO);

        assertThat(take(1).get(0).getName()).isEqualTo("due");
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
        take(threads * each).forEach(mail -> names.add(mail.getName()));
        assertThat(names).hasSize(threads * each);
    }

    private ManageableMailQueue queue() {
        return queues.createQueue(MailQueueName.of("spool"));
    }

    private void enqueue(Mail mail, Duration delay) throws Exception {
        if (delay.isZero()) {
            queue().enQueue(mail);
        } else {
            queue().enQueue(mail, delay);
        }
    }

    private List<Mail> take(int count) {
        return Flux.from(queue().deQueue())
                .take(count)
                .map(item -> {
                    try {
                        Mail mail = item.getMail();
                        content(mail);
                        item.done(MailQueueItem.CompletionStatus.SUCCESS);
                        return mail;
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
        MimeMessage message = new MimeMessageWrapper(MimeMessageUtil.mimeMessageFromString(
                "Subject: " + name + "\r\nMessage-ID: <" + name + "@x>\r\n\r\n" + text));
        return MailImpl.builder()
                .name(name)
                .sender("customer@shop.example")
                .addRecipient("support@desk.example")
                .addAttribute(new Attribute(COLOUR, AttributeValue.of("blue")))
                .mimeMessage(message)
                .build();
    }

    private static String content(Mail mail) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        mail.getMessage().writeTo(out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
