package org.jamesdesk.distribution.demo;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * The mails of one run of the demo. Every run has customers in a domain of its own, so that it can be repeated.
 *
 * @param desk the address they write to
 * @param domain the customers' domain
 */
record DemoMails(String desk, String domain) {
    private static final String DATE = "Date: Mon, 5 Jan 2026 09:15:00 +0100";

    /** Each of them opens a ticket. */
    List<DemoMail> openingMails() {
        return List.of(
                plain(),
                html(),
                alternative(),
                portuguese(),
                encodedSubject(),
                attached(),
                inlineImage(),
                longText(),
                withoutMessageId(),
                flowed(),
                eightBitHeader());
    }

    DemoMail plain() {
        return mail(
                "anna.berg",
                "plain text",
                "My order has not arrived",
                "order 4711",
                0,
                StandardCharsets.US_ASCII,
                """
                From: Anna Berg <anna.berg@%1$s>
                To: Support <%2$s>
                Subject: My order has not arrived
                %3$s
                Message-ID: <order-4711@%1$s>

                Hello,

                my order 4711 of 12 December has not arrived. Where is it?

                Anna Berg
                """);
    }

    /** The second mail of the first customer, from a program that writes In-Reply-To only. */
    DemoMail secondThought() {
        return mail(
                "anna.berg",
                "answer to oneself, In-Reply-To only",
                "My order has not arrived",
                "two parcels",
                0,
                StandardCharsets.US_ASCII,
                """
                From: Anna Berg <anna.berg@%1$s>
                To: Support <%2$s>
                Subject: One more thing
                %3$s
                Message-ID: <order-4711-more@%1$s>
                In-Reply-To: <order-4711@%1$s>

                I forgot: it should be two parcels.
                """);
    }

    DemoMail html() {
        return mail(
                "ben.okafor",
                "HTML only",
                "Invoice 2026-17 is wrong",
                "charged twice",
                0,
                StandardCharsets.UTF_8,
                """
                From: "Okafor, Ben" <ben.okafor@%1$s>
                To: %2$s
                Subject: Invoice 2026-17 is wrong
                %3$s
                Message-ID: <invoice-17@%1$s>
                MIME-Version: 1.0
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: 8bit

                <html><head><style>p { color: red }</style></head>
                <body><p>Dear all,</p><p>I was <b>charged twice</b> &ndash; 2 &times; 19,90 €.</p></body></html>
                """);
    }

    private DemoMail alternative() {
        return mail(
                "carla.rossi",
                "text and HTML",
                "Change of address",
                "Via Roma 12",
                0,
                StandardCharsets.US_ASCII,
                """
                From: Carla Rossi <carla.rossi@%1$s>
                To: %2$s
                Subject: Change of address
                %3$s
                Message-ID: <move@%1$s>
                MIME-Version: 1.0
                Content-Type: multipart/alternative; boundary="b1"

                --b1
                Content-Type: text/plain; charset=us-ascii

                From 1 February I live in Via Roma 12, Torino.
                --b1
                Content-Type: text/html; charset=us-ascii

                <p>From 1 February I live in <i>Via Roma 12</i>, Torino.</p>
                --b1--
                """);
    }

    private DemoMail portuguese() {
        return mail(
                "joao.magalhaes",
                "Portuguese, ISO-8859-1, 8 bit",
                "Reclama\u00e7\u00e3o sobre a entrega",
                "n\u00e3o est\u00e1 a funcionar",
                0,
                StandardCharsets.ISO_8859_1,
                """
                From: =?iso-8859-1?Q?Jo=E3o_Magalh=E3es?= <joao.magalhaes@%1$s>
                To: %2$s
                Subject: =?iso-8859-1?Q?Reclama=E7=E3o_sobre_a_entrega?=
                %3$s
                Message-ID: <reclamacao@%1$s>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=iso-8859-1
                Content-Transfer-Encoding: 8bit

                Bom dia,

                a m\u00e1quina n\u00e3o est\u00e1 a funcionar desde a \u00faltima manuten\u00e7\u00e3o.

                Jo\u00e3o Magalh\u00e3es
                """);
    }

    private DemoMail encodedSubject() {
        return mail(
                "yuki.tanaka",
                "UTF-8 in subject, base64 body",
                "\u8fd4\u54c1\u306b\u3064\u3044\u3066 \u2013 return",
                "\u30b5\u30a4\u30ba\u304c\u5408\u3044\u307e\u305b\u3093",
                0,
                StandardCharsets.US_ASCII,
                """
                From: Yuki Tanaka <yuki.tanaka@%1$s>
                To: %2$s
                Subject: =?UTF-8?B?6L+U5ZOB44Gr44Gk44GE44GmIOKAkyByZXR1cm4=?=
                %3$s
                Message-ID: <return@%1$s>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: base64

                """
                        + base64("\u30b5\u30a4\u30ba\u304c\u5408\u3044\u307e\u305b\u3093\u3002\n") + "\n");
    }

    private DemoMail attached() {
        return mail(
                "dora.lang",
                "attachment",
                "Signed contract",
                "signed contract is attached",
                1,
                StandardCharsets.US_ASCII,
                """
                From: Dora Lang <dora.lang@%1$s>
                To: %2$s
                Subject: Signed contract
                %3$s
                Message-ID: <contract@%1$s>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b2"

                --b2
                Content-Type: text/plain; charset=us-ascii

                The signed contract is attached.
                --b2
                Content-Type: application/pdf; name="contract.pdf"
                Content-Disposition: attachment; filename="contract.pdf"
                Content-Transfer-Encoding: base64

                """
                        + base64("%PDF-1.4\n" + "signed ".repeat(400)) + "\n--b2--\n");
    }

    private DemoMail inlineImage() {
        return mail(
                "emil.novak",
                "picture inside HTML",
                "Screen stays black",
                "This is what I see",
                1,
                StandardCharsets.US_ASCII,
                """
                From: Emil Novak <emil.novak@%1$s>
                To: %2$s
                Subject: Screen stays black
                %3$s
                Message-ID: <screen@%1$s>
                MIME-Version: 1.0
                Content-Type: multipart/related; boundary="b3"

                --b3
                Content-Type: text/html; charset=us-ascii

                <p>This is what I see: <img src="cid:dot@%1$s" alt=""></p>
                --b3
                Content-Type: image/gif
                Content-ID: <dot@%1$s>
                Content-Disposition: inline; filename="screen.gif"
                Content-Transfer-Encoding: base64

                R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7
                --b3--
                """);
    }

    private DemoMail longText() {
        return mail(
                "farid.haddad",
                "60 KB of text",
                "Complete log of the failure",
                "line 1 of the log",
                0,
                StandardCharsets.US_ASCII,
                """
                From: Farid Haddad <farid.haddad@%1$s>
                To: %2$s
                Subject: Complete log of the failure
                %3$s
                Message-ID: <log@%1$s>

                """
                        + lines(1_500));
    }

    private DemoMail withoutMessageId() {
        return mail(
                "greta.olsen",
                "no Message-ID",
                "Opening hours",
                "open on Saturday",
                0,
                StandardCharsets.US_ASCII,
                """
                From: greta.olsen@%1$s
                To: %2$s
                Subject: Opening hours
                %3$s

                Are you open on Saturday?
                """);
    }

    private DemoMail flowed() {
        return mail(
                "hugo.petit",
                "format=flowed, no subject of its own",
                "RE:",
                "still waiting",
                0,
                StandardCharsets.US_ASCII,
                """
                From: Hugo Petit <hugo.petit@%1$s>
                To: %2$s
                Subject: RE:
                %3$s
                Message-ID: <waiting@%1$s>
                References: <unknown-to-the-desk@elsewhere.example>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=us-ascii; format=flowed

                I am still waiting \nfor your answer.
                """);
    }

    private DemoMail eightBitHeader() {
        return mail(
                "ines.munoz",
                "UTF-8 in the header without encoding",
                "Contrase\u00f1a olvidada",
                "no puedo entrar",
                0,
                StandardCharsets.UTF_8,
                """
                From: In\u00e9s Mu\u00f1oz <ines.munoz@%1$s>
                To: %2$s
                Subject: Contrase\u00f1a olvidada
                %3$s
                Message-ID: <password@%1$s>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                \u00a1Hola! Ya no puedo entrar en mi cuenta.
                """);
    }

    /** The customer's answer to a mail of the desk, as a mail program writes it. */
    DemoMail answerTo(String customer, String messageId, String subject) {
        return new DemoMail(
                customer,
                "answer to the agent",
                subject,
                "it has arrived",
                0,
                StandardCharsets.US_ASCII,
                """
                From: Anna Berg <%1$s>
                To: %2$s
                Subject: %5$s
                %3$s
                Message-ID: <thanks@%4$s>
                In-Reply-To: <%6$s>
                References: <order-4711@%4$s> <%6$s>

                Thank you, it has arrived today.
                """
                        .formatted(customer, desk, DATE, domain, subject, messageId));
    }

    private DemoMail mail(
            String person, String what, String subject, String phrase, int attachments, Charset charset, String text) {
        String filled = text.replace("%1$s", domain).replace("%2$s", desk).replace("%3$s", DATE);
        return new DemoMail(person + "@" + domain, what, subject, phrase, attachments, charset, filled);
    }

    private static String base64(String text) {
        return Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String lines(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            lines.append("line ").append(i).append(" of the log: something went wrong here\n");
        }
        return lines.toString();
    }
}
