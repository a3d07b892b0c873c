package org.jamesdesk.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FreePortsTest {
    @Test
    void shouldGiveDifferentPortsWhenSeveralAreAskedFor() {
        int[] ports = FreePorts.several(20);

        assertThat(Arrays.stream(ports).distinct()).hasSize(20);
        assertThat(Arrays.stream(ports).boxed()).allMatch(FreePorts::isFree);
    }

    @Test
    void shouldStayBelowThePortsOfOutgoingConnectionsWhenChoosing() {
        assertThat(FreePorts.next()).isBetween(15_000, 30_000);
    }

    @Test
    void shouldNotBeFreeWhenSomebodyListens() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(FreePorts.isFree(socket.getLocalPort())).isFalse();
        }
    }

    @Test
    void shouldNotBeFreeWhenSomebodyListensOnAllInterfaces() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            assertThat(FreePorts.isFree(socket.getLocalPort())).isFalse();
        }
    }
}
