package org.jamesdesk.testing.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/**
 * What a REST interface answered.
 *
 * @param status  the code
 * @param headers all of them
 * @param body    the bytes, maybe none
 */
public record RestResponse(int status, HttpHeaders headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The body as JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("Not JSON, status " + status + ": " + text(), e);
        }
    }

    /** The body as text in UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * The same answer.
     *
     * @throws AssertionError when the status is another; with the body
     */
    public RestResponse expect(int expected) {
        if (status != expected) {
            throw new AssertionError("Expected status " + expected + ", got " + status + ": " + text());
        }
        return this;
    }
}
