package org.jamesdesk.mailets.authentication;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.exceptions.FailException;

/** Mails really signed with DKIM, by a key of its own. */
public final class SignedMails {
    private final KeyPair keys;

    public SignedMails() {
        this(2048);
    }

    public SignedMails(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The TXT record that its domain publishes. */
    public String record() {
        return "v=DKIM1; k=rsa; p="
                + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    /** The mail with a signature above it. */
    public String signed(String mail, String domain, String selector) throws IOException, FailException {
        return signed(
                mail,
                "v=1; a=rsa-sha256; c=relaxed/relaxed; d=" + domain + "; s=" + selector
                        + "; h=From:To:Subject:Message-ID; bh=; b=;");
    }

    /** The mail with a signature made after a template. */
    public String signed(String mail, String template) throws IOException, FailException {
        String field = new DKIMSigner(template, keys.getPrivate())
                .sign(new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1)));
        return field + "\r\n" + mail;
    }
}
