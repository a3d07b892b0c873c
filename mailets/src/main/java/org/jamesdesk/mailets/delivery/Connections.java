package org.jamesdesk.mailets.delivery;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Opens connections that cannot be held open for ever nor fill the memory, whatever the other end does. */
final class Connections implements AutoCloseable {
    /**
     * How long a connection may take.
     *
     * @param connect to be made
     * @param silence until the other end says something
     * @param whole from the first moment to the last
     */
    record Limits(Duration connect, Duration silence, Duration whole) {
        static Limits of(DeliverySettings settings) {
            return new Limits(
                    settings.connectTimeout(),
                    settings.timeout(),
                    settings.timeout().multipliedBy(DeliverySettings.CONVERSATION_TIMEOUTS));
        }

        /** Each at most as long as it may be while a person waits for the answer. */
        Limits whileSomebodyWaits() {
            return new Limits(
                    shorter(connect, Duration.ofSeconds(10)),
                    shorter(silence, Duration.ofSeconds(15)),
                    shorter(whole, Duration.ofSeconds(30)));
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) <= 0 ? one : other;
        }
    }

    /** An open connection; its time runs until it is closed. */
    record Connection(Socket socket, Future<?> deadline) implements Closeable {
        /** Whatever comes of it does not change how the conversation ended. */
        @Override
        public void close() {
            deadline.cancel(false);
            Connections.close(socket);
        }
    }

    private final ScheduledThreadPoolExecutor watchdog;

    Connections() {
        this.watchdog = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "desk-delivery-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        this.watchdog.setRemoveOnCancelPolicy(true);
    }

    Connection open(InetSocketAddress server, Limits limits) throws IOException {
        Socket socket = new BoundedSocket();
        Connection connection = new Connection(
                socket, watchdog.schedule(() -> close(socket), limits.whole().toMillis(), TimeUnit.MILLISECONDS));
        try {
            socket.connect(server, Math.toIntExact(limits.connect().toMillis()));
            socket.setSoTimeout(Math.toIntExact(limits.silence().toMillis()));
            return connection;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public void close() {
        watchdog.shutdownNow();
    }
}
