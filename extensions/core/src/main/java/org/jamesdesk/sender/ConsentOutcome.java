package org.jamesdesk.sender;

import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.sender.Credentials.OAuthTokens;

/** How the request for consent ended. */
public sealed interface ConsentOutcome {
    /**
     * The owner of the address has agreed. Nothing is kept yet: whether the sender may be made, or be put back into use, is
     * for the rules of the desk to say.
     *
     * @param request what was asked for
     * @param relay the provider's server that takes its mail
     * @param tokens what is shown there
     */
    record Given(ConsentRequest request, SmtpRelay relay, OAuthTokens tokens) implements ConsentOutcome {
        public Given {
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(relay, "relay");
            Objects.requireNonNull(tokens, "tokens");
        }
    }

    /**
     * There are no tokens. To try again the administrator begins anew.
     *
     * @param reason why, for a page in the reader's language
     * @param explanation what happened and what to do, in English; parts of it may come from the provider or from whoever
     *     made up the request: on a page it must be escaped
     * @param request what was asked for; empty when that is not known
     */
    record Refused(Reason reason, String explanation, Optional<ConsentRequest> request) implements ConsentOutcome {
        public Refused {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(explanation, "explanation");
            Objects.requireNonNull(request, "request");
        }
    }

    /** Why consent is not had. */
    enum Reason {
        /** Nobody asked for this, or the answer came twice or too late. */
        NOT_PENDING,
        /** The person at the provider said no, or not to everything that is needed. */
        DENIED,
        /** Somebody agreed whose account is not that of the address. */
        OTHER_ACCOUNT,
        /** The provider does not answer; later it may. */
        NO_ANSWER,
        /** The provider refuses what the desk asks: most often its registration there is not right. */
        PROVIDER_REFUSES
    }
}
