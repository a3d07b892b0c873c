package org.jamesdesk.webadmin;

/** Mails that customers write in tests. */
final class Mails {
    private Mails() {}

    /** A plain mail with its own Message-ID. */
    static String plain(String messageId, String from, String subject, String text) {
        return """
                From: %s
                To: Support <support@desk.example>
                Subject: %s
                Message-ID: <%s>
                Date: Mon, 02 Feb 2026 10:00:00 +0000
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8

                %s
                """
                .formatted(from, subject, messageId, text);
    }

    /** A mail that answers another one. */
    static String answer(String messageId, String inReplyTo, String from, String text) {
        return plain(messageId, from, "Re: answer", text)
                .replace("MIME-Version", "In-Reply-To: <" + inReplyTo + ">\nMIME-Version");
    }

    /** A mail with one attachment, given in base64. */
    static String attachment(String messageId, String dispositionParameters, String type, String base64) {
        return """
                From: Ana <ana@customer.example>
                To: support@desk.example
                Subject: With attachment
                Message-ID: <%s>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b1"

                --b1
                Content-Type: text/plain

                See attachment.
                --b1
                Content-Type: %s
                Content-Disposition: attachment; %s
                Content-Transfer-Encoding: base64

                %s
                --b1--
                """
                .formatted(messageId, type, dispositionParameters, base64);
    }
}
