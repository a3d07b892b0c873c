package org.jamesdesk.testing.mail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One part of a mail: header lines without their ends, and a body as it stands in the mail. */
record MailPart(List<String> headers, byte[] body) {
    MailPart {
        headers = List.copyOf(headers);
    }

    static MailPart text(String subtype, String value, Charset charset, TransferEncoding encoding) {
        return new MailPart(
                List.of(
                        "Content-Type: text/" + subtype + "; charset=" + charset.name(),
                        "Content-Transfer-Encoding: " + encoding.label()),
                encoding.encode(value.getBytes(charset)));
    }

    static MailPart attachment(String name, String type, byte[] content) {
        return new MailPart(
                List.of(
                        "Content-Type: " + type,
                        "Content-Disposition: attachment; " + fileName(name),
                        "Content-Transfer-Encoding: " + TransferEncoding.BASE64.label()),
                TransferEncoding.BASE64.encode(content));
    }

    static MailPart inline(String contentId, String type, byte[] content) {
        return new MailPart(
                List.of(
                        "Content-Type: " + type,
                        "Content-Disposition: inline",
                        "Content-ID: <" + contentId + ">",
                        "Content-Transfer-Encoding: " + TransferEncoding.BASE64.label()),
                TransferEncoding.BASE64.encode(content));
    }

    private static String fileName(String name) {
        if (StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
            return "filename=\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        }
        StringBuilder encoded = new StringBuilder("filename*=UTF-8''");
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b == '.';
            encoded.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b & 0xFF));
        }
        return encoded.toString();
    }
}
