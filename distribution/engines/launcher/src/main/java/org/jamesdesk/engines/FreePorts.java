package org.jamesdesk.engines;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/**
 * TCP ports of the loopback interface on which nobody listens. They lie below the range from which operating systems
 * take the ports of outgoing connections, so that a server finds its port free again after a restart.
 */
public final class FreePorts {
    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 30_000;
    private static final int ATTEMPTS = 1_000;

    private FreePorts() {}

    /** One free port. */
    public static int next() {
        return several(1)[0];
    }

    /** As many different free ports as asked for. */
    public static int[] several(int count) {
        Set<Integer> ports = new TreeSet<>();
        for (int attempt = 0; attempt < ATTEMPTS && ports.size() < count; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port)) {
                ports.add(port);
            }
        }
        if (ports.size() < count) {
            throw new EngineFailedException("No free ports between " + LOWEST + " and " + HIGHEST);
        }
        return ports.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Says whether a server could listen on this loopback port now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
