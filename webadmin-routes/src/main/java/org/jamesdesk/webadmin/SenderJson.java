package org.jamesdesk.webadmin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import org.jamesdesk.delivery.Attempt;
import org.jamesdesk.delivery.DeliveryState;
import org.jamesdesk.notice.Notice;
import org.jamesdesk.notice.NoticeStore;
import org.jamesdesk.sender.FromAddresses;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SmtpRelay;
import org.jamesdesk.sender.Transport;
import org.jamesdesk.sender.Verification;
import org.jamesdesk.sender.VerificationMails;

/** A From address as the API shows it; what is secret about it is never shown. */
record SenderJson(
        String address,
        String department,
        String friendlyName,
        @JsonProperty("default") boolean isDefault,
        String state,
        TransportJson transport,
        Optional<String> failure,
        Optional<VerificationJson> verification) {
    /** @param notices knows what became of the verification mail */
    static SenderJson of(Sender sender, FromAddresses addresses, NoticeStore notices) {
        return new SenderJson(
                sender.address().asString(),
                sender.department().value(),
                sender.friendlyName(),
                addresses.isDefault(sender.id()),
                sender.state().apiName(),
                TransportJson.of(sender.transport()),
                sender.failure(),
                sender.verification()
                        .map(verification -> VerificationJson.of(
                                verification, notices.find(VerificationMails.noticeOf(sender.id(), verification)))));
    }

    private record TransportJson(
            String type,
            Optional<String> host,
            Optional<Integer> port,
            Optional<String> security,
            Optional<String> username) {
        static TransportJson of(Transport transport) {
            return new TransportJson(
                    transport.type().apiName(),
                    transport.relay().map(SmtpRelay::host),
                    transport.relay().map(SmtpRelay::port),
                    transport.relay().map(relay -> relay.security().apiName()),
                    transport.relay().map(SmtpRelay::username));
        }
    }

    private record VerificationJson(Instant sentAt, Instant expiresAt, String delivery, Optional<String> trouble) {
        private static final String NEVER_QUEUED = "the verification mail was not sent; ask for another one";

        /** A mail that nothing is known of was never queued: the server stopped before it could be. */
        static VerificationJson of(Verification verification, Optional<Notice> mail) {
            return new VerificationJson(
                    verification.sentAt(),
                    verification.expiresAt(),
                    mail.map(Notice::state).orElse(DeliveryState.BOUNCED).apiName(),
                    mail.isEmpty()
                            ? Optional.of(NEVER_QUEUED)
                            : mail.flatMap(Notice::lastAttempt)
                                    .filter(attempt -> attempt.state() != DeliveryState.DELIVERED)
                                    .map(Attempt::text));
        }
    }
}
