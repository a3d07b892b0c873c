package org.jamesdesk.mailets.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What follows the addresses of MAIL and RCPT: each parameter only to a server that offers its extension.
 *
 * @param mail SIZE (RFC 1870), BODY (RFC 6152), SMTPUTF8 (RFC 6531), RET and ENVID (RFC 3461); each with a space before it
 * @param recipient NOTIFY and ORCPT (RFC 3461)
 */
record EnvelopeParameters(String mail, String recipient) {
    /** @param offers whether the server offers an extension */
    static EnvelopeParameters of(OutgoingMail mail, Predicate<String> offers) {
        List<String> ofMail = new ArrayList<>();
        List<String> ofRecipient = new ArrayList<>();
        if (offers.test("SIZE")) {
            ofMail.add("SIZE=" + mail.content().size());
        }
        if (offers.test("8BITMIME") && mail.eightBit()) {
            ofMail.add("BODY=8BITMIME");
        }
        if (!mail.hasAsciiEnvelope()) {
            ofMail.add("SMTPUTF8");
        }
        if (offers.test("DSN")) {
            askForReports(mail, ofMail, ofRecipient);
        }
        return new EnvelopeParameters(joined(ofMail), joined(ofRecipient));
    }

    /** A mail without a sender is itself a report or a notice: a report about it would go to nobody, so none is wanted. */
    private static void askForReports(OutgoingMail mail, List<String> ofMail, List<String> ofRecipient) {
        if (mail.hasNullSender()) {
            ofRecipient.add("NOTIFY=NEVER");
        } else if (mail.envelopeId().isPresent()) {
            ofMail.add("RET=HDRS");
            ofMail.add("ENVID=" + Xtext.encode(mail.envelopeId().get()));
            ofRecipient.add("NOTIFY=FAILURE,DELAY");
            if (mail.hasAsciiRecipient()) {
                ofRecipient.add("ORCPT=rfc822;" + Xtext.encode(mail.recipient()));
            }
        }
    }

    private static String joined(List<String> parameters) {
        return parameters.isEmpty() ? "" : " " + String.join(" ", parameters);
    }
}
