package org.jamesdesk.credentials;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A token endpoint that answers every request with one error: those that a healthy provider cannot be made to give. */
final class ScriptedTokenEndpoint implements AutoCloseable {
    private final HttpServer server;

    /**
     * @param status the HTTP status
     * @param error the OAuth error code
     * @param meanwhile what happens before the answer
     */
    ScriptedTokenEndpoint(int status, String error, Runnable meanwhile) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] body = ("{\"error\":\"" + error + "\"}").getBytes(StandardCharsets.UTF_8);
        server.createContext("/token", exchange -> {
            meanwhile.run();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
