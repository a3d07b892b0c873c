package org.jamesdesk.credentials;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jamesdesk.address.EmailAddress;

/**
 * Who agreed, as far as the ID token says (OpenID Connect Core section 2). It came from the provider's own token endpoint
 * over TLS, which stands for a check of its signature (section 3.1.3.7, rule 6).
 *
 * @param names the addresses of the account; empty: the provider does not say
 */
record Account(Set<EmailAddress> names) {
    private static final String EMAIL = "email";
    /** Microsoft names mailboxes of organisations in these. */
    private static final List<String> OTHER_NAMES = List.of("preferred_username", "upn");

    /** An ID token that was not made for this request: somebody mixes answers. */
    static final class ForeignTokenException extends Exception {
        private static final long serialVersionUID = 1L;

        ForeignTokenException(String what) {
            super("the ID token is not the answer to what was asked: " + what);
        }
    }

    /**
     * Reads an ID token.
     *
     * @param clientId for whom it must be
     * @param nonce what it must repeat
     */
    static Account of(JWT idToken, String clientId, String nonce, Instant now) throws ForeignTokenException {
        try {
            JWTClaimsSet claims = idToken.getJWTClaimsSet();
            require(claims.getAudience().contains(clientId), "its audience is another");
            require(nonce.equals(claims.getStringClaim("nonce")), "its nonce is another");
            require(
                    claims.getExpirationTime() != null
                            && claims.getExpirationTime().toInstant().isAfter(now),
                    "it has expired");
            Set<EmailAddress> names = new LinkedHashSet<>();
            if (!Boolean.FALSE.equals(claims.getClaim("email_verified"))) {
                claim(claims, EMAIL).ifPresent(names::add);
            }
            OTHER_NAMES.forEach(name -> claim(claims, name).ifPresent(names::add));
            return new Account(names);
        } catch (ParseException e) {
            throw new ForeignTokenException("it cannot be read");
        }
    }

    /** Whether this is the account of the address, or the provider leaves that open. */
    boolean mayBe(EmailAddress address) {
        return names.isEmpty() || names.contains(address);
    }

    /** The addresses, for people. */
    String inWords() {
        return String.join(", ", names.stream().map(EmailAddress::asString).toList());
    }

    private static void require(boolean right, String otherwise) throws ForeignTokenException {
        if (!right) {
            throw new ForeignTokenException(otherwise);
        }
    }

    private static Optional<EmailAddress> claim(JWTClaimsSet claims, String name) {
        return Stream.ofNullable(claims.getClaim(name))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .flatMap(text -> EmailAddress.tryParse(text).stream())
                .findFirst();
    }
}
