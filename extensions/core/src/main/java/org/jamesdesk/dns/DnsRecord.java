package org.jamesdesk.dns;

import java.util.Objects;

/**
 * A TXT record to publish.
 *
 * @param name its name, without a dot at the end
 * @param value its text in one piece
 * @param purpose what it is for
 */
public record DnsRecord(String name, String value, Purpose purpose) {
    /** One string of a TXT record holds so much (RFC 1035 section 3.3). */
    private static final int MAX_STRING = 255;

    /** What a record is for. */
    public enum Purpose {
        SPF("spf"),
        DKIM("dkim"),
        /** The key that is going to sign: to be published before it does. */
        NEXT_DKIM("nextDkim"),
        DMARC("dmarc");

        private final String apiName;

        Purpose(String apiName) {
            this.apiName = apiName;
        }

        /** The name in JSON. */
        public String apiName() {
            return apiName;
        }
    }

    public DnsRecord {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(purpose, "purpose");
    }

    /** The record as a line of a zone file (RFC 1035 section 5.1), its text in strings that are short enough. */
    public String zoneLine() {
        StringBuilder line = new StringBuilder(name).append(". IN TXT");
        for (int start = 0; start < value.length(); start += MAX_STRING) {
            String piece = value.substring(start, Math.min(start + MAX_STRING, value.length()));
            line.append(" \"").append(piece.replaceAll("([\"\\\\])", "\\\\$1")).append('"');
        }
        return line.toString();
    }
}
