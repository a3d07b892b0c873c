package org.jamesdesk.webadmin;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.sender.ConnectionSecurity;
import org.jamesdesk.sender.ConsentAnswer;
import org.jamesdesk.sender.ConsentOutcome;
import org.jamesdesk.sender.ConsentRequest;
import org.jamesdesk.sender.Credentials.OAuthTokens;
import org.jamesdesk.sender.ProviderConsent;
import org.jamesdesk.sender.ProviderNotConfiguredException;
import org.jamesdesk.sender.Secret;
import org.jamesdesk.sender.SmtpRelay;
import org.jamesdesk.sender.TransportType;

/** An OAuth provider whose account holders agree unless their browser brings back an error; only Google is set up. */
final class Provider implements ProviderConsent {
    static final OAuthTokens TOKENS =
            new OAuthTokens(new Secret("access"), Instant.parse("2026-11-29T11:00:00Z"), new Secret("refresh"));

    private final Map<String, ConsentRequest> pending = new ConcurrentHashMap<>();

    @Override
    public URI begin(ConsentRequest request) throws ProviderNotConfiguredException {
        if (request.provider() != TransportType.GOOGLE) {
            throw new ProviderNotConfiguredException(
                    request.provider(), "oauth." + request.provider().apiName() + ".clientId");
        }
        String state = "state" + pending.size();
        pending.put(state, request);
        return URI.create("https://provider.example/authorize?state=" + state);
    }

    @Override
    public ConsentOutcome complete(ConsentAnswer answer) {
        Optional<ConsentRequest> asked = Optional.ofNullable(pending.remove(answer.state()));
        if (asked.isEmpty()) {
            return new ConsentOutcome.Refused(ConsentOutcome.Reason.NOT_PENDING, "nobody asked", asked);
        }
        if (answer.error().isPresent()) {
            return new ConsentOutcome.Refused(
                    ConsentOutcome.Reason.DENIED, answer.errorDescription().orElse(""), asked);
        }
        return new ConsentOutcome.Given(asked.get(), relay(asked.get().address()), TOKENS);
    }

    /** The server that takes an address's mail. */
    static SmtpRelay relay(EmailAddress address) {
        return new SmtpRelay("smtp.provider.example", 587, ConnectionSecurity.STARTTLS, address.asString());
    }
}
