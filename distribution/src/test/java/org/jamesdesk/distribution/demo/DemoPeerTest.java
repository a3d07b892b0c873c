package org.jamesdesk.distribution.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jamesdesk.engines.FreePorts;
import org.junit.jupiter.api.Test;

class DemoPeerTest {
    private static final byte[] MAIL = "Subject: 8 bit \u00e9\r\n\r\n.dot\r\n".getBytes(StandardCharsets.UTF_8);

    @Test
    void shouldKeepEnvelopeAndMailWhenItIsTaken() {
        int port = FreePorts.next();
        try (DemoPeer peer = new DemoPeer(port)) {
            new DemoPost(port).send("support@desk.example", "anna@shop.example", MAIL);

            DemoPeer.Taken taken = peer.takenFor("anna@shop.example").orElseThrow();
            assertThat(taken.sender()).isEqualTo(Optional.of("support@desk.example"));
            assertThat(new String(taken.bytes(), StandardCharsets.UTF_8))
                    .endsWith("Subject: 8 bit \u00e9\r\n\r\n.dot\r\n");
        }
    }

    @Test
    void shouldAnswer550WhenAddressIsGone() {
        int port = FreePorts.next();
        try (DemoPeer peer = new DemoPeer(port)) {
            peer.refuse("anna@shop.example");

            assertThatThrownBy(() -> new DemoPost(port).send("support@desk.example", "anna@shop.example", MAIL))
                    .isInstanceOf(DemoFailedException.class);
            assertThat(peer.takenFor("anna@shop.example")).isEmpty();
        }
    }

    @Test
    void shouldSayWhichPortWhenItIsTaken() {
        int port = FreePorts.next();
        try (DemoPeer first = new DemoPeer(port)) {
            assertThat(first.takenFor("anybody")).isEmpty();
            assertThatThrownBy(() -> new DemoPeer(port)).hasMessageContaining(Integer.toString(port));
        }
    }
}
