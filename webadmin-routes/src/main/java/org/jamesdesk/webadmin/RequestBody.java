package org.jamesdesk.webadmin;

import java.io.IOException;
import spark.Request;

/** Reads the bytes of a request's body, up to a limit. */
final class RequestBody {
    private final String expected;
    private final int maxBytes;

    /**
     * @param expected what a body should be, in words
     * @param maxBytes how many bytes are accepted; longer bodies are answered 413
     */
    RequestBody(String expected, int maxBytes) {
        this.expected = expected;
        this.maxBytes = maxBytes;
    }

    /** Whether the request announces no body. */
    static boolean isMissing(Request request) {
        return request.raw().getContentLengthLong() <= 0 && request.headers("Transfer-Encoding") == null;
    }

    /** The body; an empty one is answered 400. */
    byte[] read(Request request) {
        if (request.raw().getContentLengthLong() > maxBytes) {
            throw tooLarge();
        }
        byte[] bytes = atMostOneTooMany(request);
        if (bytes.length == 0) {
            throw request.headers("Transfer-Encoding") != null
                    // WebAdmin's request log reads a chunked body before any route can.
                    ? RequestRefusedException.lengthRequired("body: send it with Content-Length, not in chunks")
                    : RequestRefusedException.invalid("body: " + expected + " expected");
        }
        if (bytes.length > maxBytes) {
            throw tooLarge();
        }
        return bytes;
    }

    private byte[] atMostOneTooMany(Request request) {
        try {
            return request.raw().getInputStream().readNBytes(maxBytes + 1);
        } catch (IOException e) {
            throw RequestRefusedException.invalid("body: ended before its announced length");
        }
    }

    private RequestRefusedException tooLarge() {
        return RequestRefusedException.tooLarge("body: at most " + maxBytes + " bytes");
    }
}
