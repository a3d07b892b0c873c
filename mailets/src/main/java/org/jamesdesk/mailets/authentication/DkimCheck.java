package org.jamesdesk.mailets.authentication;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.BodyHasher;
import org.apache.james.jdkim.api.Headers;
import org.apache.james.jdkim.api.PublicKeyRecord;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.apache.james.jdkim.exceptions.PermFailException;
import org.apache.james.jdkim.exceptions.TempFailException;
import org.apache.james.jdkim.tagvalue.PublicKeyRecordImpl;
import org.apache.james.mime4j.io.EOLConvertingInputStream;
import org.jamesdesk.mailets.authentication.MailDns.NoAnswerException;
import org.jamesdesk.message.authentication.SenderAuthentication.Dkim;
import org.jamesdesk.message.authentication.SenderAuthentication.Result;
import org.jamesdesk.message.mime.RawMessage;

/** DKIM (RFC 6376) by jDKIM, over James' DNS. Safe for use by many threads. */
final class DkimCheck {
    private static final String SIGNATURE = "DKIM-Signature";
    private static final int MAX_SIGNATURES = 5;
    private static final int BUFFER = 16_384;
    private static final int WHOLE_BODY = -1;

    private final DKIMVerifier verifier;

    DkimCheck(MailDns dns) {
        verifier = new Verifier(dns);
    }

    /**
     * Checks the first five signatures of a mail, each for itself.
     *
     * @return in the order of the header; none when it is not signed
     */
    List<Dkim> check(RawMessage raw) throws IOException {
        try (InputStream in = new EOLConvertingInputStream(new BufferedInputStream(raw.open(), BUFFER))) {
            Optional<RawHeader> header = RawHeader.read(in);
            return header.isPresent() ? check(header.get(), in) : List.of();
        }
    }

    private List<Dkim> check(Headers header, InputStream body) throws IOException {
        List<Signature> signatures = header.getFields(SIGNATURE).stream()
                .limit(MAX_SIGNATURES)
                .map(field -> prepared(new OneSignature(header, field), field))
                .toList();
        hash(
                body,
                signatures.stream()
                        .flatMap(signature -> signature.hasher().stream())
                        .toList());
        return signatures.stream().map(this::result).toList();
    }

    /**
     * A signature under examination.
     *
     * @param hasher takes the body; empty when the result is known already
     * @param known the result that is known already
     */
    private record Signature(Dkim known, Optional<BodyHasher> hasher, boolean acceptable) {}

    private Signature prepared(Headers headers, String field) {
        String domain = "";
        String selector = "";
        try {
            SignatureRecord record = verifier.newSignatureRecord(field.substring(field.indexOf(':') + 1));
            record.validate();
            domain = String.valueOf(record.getDToken());
            selector = String.valueOf(record.getSelector());
            BodyHasher hasher = verifier.newBodyHasher(headers);
            Dkim passed = new Dkim(Result.PASS, domain, selector);
            return new Signature(passed, Optional.ofNullable(hasher), isAcceptable(record));
        } catch (TempFailException e) {
            return new Signature(new Dkim(Result.TEMPERROR, domain, selector), Optional.empty(), true);
        } catch (FailException e) {
            Result result = domain.isEmpty() ? Result.PERMERROR : Result.FAIL;
            return new Signature(new Dkim(result, domain, selector), Optional.empty(), true);
        } catch (RuntimeException e) {
            // jDKIM throws several unchecked types on malformed tags and keys.
            return new Signature(new Dkim(Result.PERMERROR, domain, selector), Optional.empty(), true);
        }
    }

    /** A signature over the beginning of the body lets anybody append; SHA-1 must not be relied on (RFC 8301). */
    private static boolean isAcceptable(SignatureRecord record) {
        return record.getBodyHashLimit() == WHOLE_BODY && !"sha1".contentEquals(record.getHashMethod());
    }

    private static void hash(InputStream body, List<BodyHasher> hashers) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = body.read(buffer); n >= 0 && !hashers.isEmpty(); n = body.read(buffer)) {
            for (BodyHasher hasher : hashers) {
                hasher.getOutputStream().write(buffer, 0, n);
            }
        }
        for (BodyHasher hasher : hashers) {
            hasher.getOutputStream().close();
        }
    }

    private Dkim result(Signature signature) {
        if (signature.hasher().isEmpty()) {
            return signature.known();
        }
        Dkim passed = signature.known();
        Result result;
        try {
            verifier.verify(signature.hasher().get());
            result = signature.acceptable() ? Result.PASS : Result.POLICY;
        } catch (FailException | RuntimeException e) {
            result = Result.FAIL;
        }
        return new Dkim(result, passed.domain(), passed.selector());
    }

    /** The header of a mail with one of its signatures only: jDKIM gives one verdict for all it sees. */
    private record OneSignature(Headers all, String field) implements Headers {
        @Override
        public List<String> getFields() {
            return all.getFields();
        }

        @Override
        public List<String> getFields(String name) {
            return name.equalsIgnoreCase(SIGNATURE) ? List.of(field) : all.getFields(name);
        }
    }

    private static final class Verifier extends DKIMVerifier {
        private static final int MIN_RSA_BITS = 1024;

        Verifier(MailDns dns) {
            super((method, selector, domain) -> {
                try {
                    return dns.texts(selector + "._domainkey." + domain);
                } catch (NoAnswerException e) {
                    throw new TempFailException(e.getMessage());
                }
            });
        }

        @Override
        public PublicKeyRecord publicKeySelector(List<String> records) throws PermFailException {
            PublicKeyRecord record = super.publicKeySelector(records);
            // RFC 8301 section 3.2.
            if (record instanceof PublicKeyRecordImpl key
                    && key.getPublicKey() instanceof RSAPublicKey rsa
                    && rsa.getModulus().bitLength() < MIN_RSA_BITS) {
                throw new PermFailException("the key is too short");
            }
            return record;
        }
    }
}
