package org.jamesdesk.sender;

import org.jsoup.nodes.Entities;

/**
 * The words of a verification mail.
 *
 * @param address the address that is to be used
 * @param department the name of the department that wants to use it
 * @param desk the domain of the desk
 * @param link what to open
 * @param code what to hand on instead
 * @param until the last day on which they are good, ISO 8601
 * @param answerable whether an answer to the mail confirms too
 */
record VerificationLetter(
        String address, String department, String desk, String link, String code, String until, boolean answerable) {
    static final String SUBJECT = "Confirme este endereço · Confirm this address · Confirme esta dirección";

    private static final String TEXT =
            """
            Português

            O departamento "%2$s" do help desk de %3$s quer enviar e-mails como %1$s.
            Se concorda, abra este link:

            %4$s

            Ou informe este código ao administrador do help desk: %5$s
            %7$sO link e o código valem até %6$s (UTC) e uma única vez.
            Se não concorda, não faça nada: o endereço não será usado.

            ----------------------------------------------------------------

            English

            The department "%2$s" of the help desk of %3$s wants to send mail as %1$s.
            If you agree, open this link:

            %4$s

            Or give this code to the administrator of the help desk: %5$s
            %8$sThe link and the code are good until %6$s (UTC) and only once.
            If you do not agree, do nothing: the address will not be used.

            ----------------------------------------------------------------

            Español

            El departamento "%2$s" del help desk de %3$s quiere enviar correo como %1$s.
            Si está de acuerdo, abra este enlace:

            %4$s

            O dé este código al administrador del help desk: %5$s
            %9$sEl enlace y el código sirven hasta el %6$s (UTC) y una sola vez.
            Si no está de acuerdo, no haga nada: la dirección no se usará.
            """;
    private static final String ANSWER_PT = "Ou simplesmente responda a este e-mail.\n";
    private static final String ANSWER_EN = "Or simply answer this mail.\n";
    private static final String ANSWER_ES = "O simplemente responda a este correo.\n";

    private static final String HTML =
            """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>%10$s</title></head>
            <body style="font-family: sans-serif; line-height: 1.5; max-width: 40em">
            <section lang="pt">
            <h2>Português</h2>
            <p>O departamento &ldquo;%2$s&rdquo; do help desk de %3$s quer enviar e-mails como <strong>%1$s</strong>.</p>
            <p><a href="%4$s">Concordo: confirmar este endereço</a></p>
            <p>Ou informe este código ao administrador do help desk: <strong>%5$s</strong><br>%7$s</p>
            <p>O link e o código valem até %6$s (UTC) e uma única vez. Se não concorda, não faça nada: o endereço não será \
            usado.</p>
            </section>
            <section lang="en">
            <h2>English</h2>
            <p>The department &ldquo;%2$s&rdquo; of the help desk of %3$s wants to send mail as <strong>%1$s</strong>.</p>
            <p><a href="%4$s">I agree: confirm this address</a></p>
            <p>Or give this code to the administrator of the help desk: <strong>%5$s</strong><br>%8$s</p>
            <p>The link and the code are good until %6$s (UTC) and only once. If you do not agree, do nothing: the address \
            will not be used.</p>
            </section>
            <section lang="es">
            <h2>Español</h2>
            <p>El departamento &ldquo;%2$s&rdquo; del help desk de %3$s quiere enviar correo como <strong>%1$s</strong>.</p>
            <p><a href="%4$s">De acuerdo: confirmar esta dirección</a></p>
            <p>O dé este código al administrador del help desk: <strong>%5$s</strong><br>%9$s</p>
            <p>El enlace y el código sirven hasta el %6$s (UTC) y una sola vez. Si no está de acuerdo, no haga nada: la \
            dirección no se usará.</p>
            </section>
            </body>
            </html>
            """;

    String text() {
        return TEXT.formatted(
                address,
                department,
                desk,
                link,
                code,
                until,
                ifAnswerable(ANSWER_PT),
                ifAnswerable(ANSWER_EN),
                ifAnswerable(ANSWER_ES));
    }

    String html() {
        return HTML.formatted(
                Entities.escape(address),
                Entities.escape(department),
                Entities.escape(desk),
                Entities.escape(link),
                Entities.escape(code),
                Entities.escape(until),
                ifAnswerable(ANSWER_PT),
                ifAnswerable(ANSWER_EN),
                ifAnswerable(ANSWER_ES),
                SUBJECT);
    }

    private String ifAnswerable(String sentence) {
        return answerable ? sentence : "";
    }
}
