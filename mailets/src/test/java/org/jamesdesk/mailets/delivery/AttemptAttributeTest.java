package org.jamesdesk.mailets.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.james.server.core.MailImpl;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.AttemptKind;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.delivery.SmtpStage;
import org.junit.jupiter.api.Test;

class AttemptAttributeTest {
    private static final Attempt REFUSED = new Attempt(
            Instant.parse("2026-03-04T05:06:07.123456Z"),
            AttemptKind.ATTEMPT,
            "mx.customer.example:25",
            Optional.of("192.0.2.7"),
            true,
            Optional.of(SmtpStage.RCPT),
            Optional.of(550),
            Optional.of("5.1.1"),
            "550 5.1.1 No such user",
            DeliveryState.BOUNCED,
            Duration.ofMillis(1_234),
            Optional.empty());
    private static final Attempt UNREACHABLE = new Attempt(
            Instant.parse("2026-03-04T05:06:07Z"),
            "",
            false,
            Optional.empty(),
            Optional.empty(),
            "",
            DeliveryState.WAITING,
            Duration.ZERO);

    @Test
    void shouldReadWhatWasPutWhenMailStaysInMemory() throws Exception {
        MailImpl mail = MailImpl.builder().name("a").build();

        AttemptAttribute.put(mail, UNREACHABLE);
        AttemptAttribute.put(mail, REFUSED);

        assertThat(AttemptAttribute.of(mail)).contains(REFUSED);
    }

    @Test
    void shouldReadWhatWasPutWhenMailWasStored() throws Exception {
        MailImpl mail = MailImpl.builder().name("a").build();
        AttemptAttribute.put(mail, UNREACHABLE);

        assertThat(AttemptAttribute.of(stored(mail))).contains(UNREACHABLE);
    }

    @Test
    void shouldBeEmptyWhenNothingWasPut() throws Exception {
        assertThat(AttemptAttribute.of(MailImpl.builder().name("a").build())).isEmpty();
    }

    private static MailImpl stored(MailImpl mail) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(mail);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (MailImpl) in.readObject();
        }
    }
}
