package org.jamesdesk.mailets.authentication;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.api.BodyHasher;
import org.apache.james.jdkim.exceptions.FailException;
import org.apache.james.mime4j.io.EOLConvertingInputStream;
import org.jamesdesk.dkim.DkimSigningKey;
import org.jamesdesk.message.mime.RawMessage;

/** Signs mails (RFC 6376) by jDKIM. */
public final class DkimSignature {
    /** In the order of the signature; of each as many as there are. */
    private static final List<String> SIGNED = List.of(
            "From",
            "To",
            "Cc",
            "Subject",
            "Date",
            "Message-ID",
            "In-Reply-To",
            "References",
            "Reply-To",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
            "Auto-Submitted");
    /** Signed once more than it is there, so that nobody can put another one in its place (RFC 6376 section 5.4). */
    private static final String OVERSIGNED = "From";

    private static final int BUFFER = 16_384;
    private static final String LINE_END = "\r\n";

    private DkimSignature() {}

    /** Whether no byte of a mail lies above 127. */
    public static boolean isSevenBit(RawMessage raw) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = raw.open()) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                for (int i = 0; i < length; i++) {
                    if (buffer[i] < 0) {
                        return false;
                    }
                }
            }
            return true;
        }
    }

    /**
     * The mail with a signature above it; all its bytes are as they were. A mail whose header is not read as a whole stays
     * unsigned.
     *
     * @throws IOException when the mail cannot be read or the key does not sign
     */
    public static RawMessage sign(RawMessage raw, DkimSigningKey key) throws IOException {
        try (InputStream in = new EOLConvertingInputStream(new BufferedInputStream(raw.open(), BUFFER))) {
            var header = RawHeader.read(in);
            if (header.isEmpty()) {
                return raw;
            }
            String field = field(header.get(), in, key);
            return new Signed((field + LINE_END).getBytes(StandardCharsets.US_ASCII), raw);
        }
    }

    private static String field(RawHeader header, InputStream body, DkimSigningKey key) throws IOException {
        DKIMSigner signer = new DKIMSigner(template(header, key), key.privateKey());
        try {
            BodyHasher hasher = signer.newBodyHasher(signer.newSignatureRecordTemplate(template(header, key)));
            try (OutputStream out = hasher.getOutputStream()) {
                body.transferTo(out);
            }
            return signer.sign(header, hasher);
        } catch (FailException e) {
            throw new IOException("the key " + key + " does not sign: " + e.getMessage(), e);
        }
    }

    private static String template(RawHeader header, DkimSigningKey key) {
        List<String> names = new ArrayList<>(List.of(OVERSIGNED));
        for (String name : SIGNED) {
            header.getFields(name).forEach(field -> names.add(name));
        }
        return "v=1; a=rsa-sha256; c=relaxed/relaxed; d=" + key.domain() + "; s=" + key.selector() + "; h="
                + String.join(":", names) + "; bh=; b=;";
    }

    private record Signed(byte[] field, RawMessage mail) implements RawMessage {
        @Override
        public InputStream open() throws IOException {
            return new SequenceInputStream(new ByteArrayInputStream(field), mail.open());
        }

        @Override
        public long size() {
            return field.length + mail.size();
        }
    }
}
