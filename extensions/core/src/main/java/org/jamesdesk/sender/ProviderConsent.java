package org.jamesdesk.sender;

import java.net.URI;

/**
 * Gets the consent of those whose addresses are used through an OAuth provider (R45–R51): the authorization code grant of
 * RFC 6749 with PKCE (RFC 7636). The desk never sees a password of the provider.
 */
public interface ProviderConsent {
    /**
     * Begins. The answer may come to any node, once, within a quarter of an hour.
     *
     * @return where the administrator's browser is to go
     * @throws ProviderNotConfiguredException when this desk is not registered at the provider
     * @throws org.jamesdesk.StoreUnavailableException when the stores do not answer
     */
    URI begin(ConsentRequest request) throws ProviderNotConfiguredException;

    /**
     * Ends: exchanges the code for tokens and checks that the account is that of the address. Blocks until the provider has
     * answered, within bounds.
     *
     * @throws org.jamesdesk.StoreUnavailableException when the stores do not answer
     */
    ConsentOutcome complete(ConsentAnswer answer);
}
