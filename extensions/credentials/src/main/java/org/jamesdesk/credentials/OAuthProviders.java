package org.jamesdesk.credentials;

import java.net.URI;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jamesdesk.sender.ProviderNotConfiguredException;
import org.jamesdesk.sender.TransportType;

/**
 * The OAuth providers, and the address of this desk that is registered at each of them.
 *
 * @param redirectUri where providers send browsers back to: the public callback, as browsers reach it
 * @param providers by their transport
 */
public record OAuthProviders(URI redirectUri, Map<TransportType, OAuthProvider> providers) {
    public OAuthProviders {
        Objects.requireNonNull(redirectUri, "redirectUri");
        providers = Map.copyOf(providers);
    }

    /** These providers. */
    public static OAuthProviders of(URI redirectUri, Collection<OAuthProvider> providers) {
        Map<TransportType, OAuthProvider> byType = new EnumMap<>(TransportType.class);
        providers.forEach(provider -> byType.put(provider.type(), provider));
        return new OAuthProviders(redirectUri, byType);
    }

    /**
     * A provider at which this desk is registered.
     *
     * @throws ProviderNotConfiguredException when it is not
     */
    Registered registered(TransportType type) throws ProviderNotConfiguredException {
        OAuthProvider provider = providers.get(type);
        if (provider == null || provider.client().isEmpty()) {
            throw new ProviderNotConfiguredException(type, OAuthProvider.key(type, "clientId"));
        }
        return new Registered(provider, provider.client().get());
    }

    /**
     * A provider and this desk's registration there.
     *
     * @param provider the provider
     * @param client the registration
     */
    record Registered(OAuthProvider provider, OAuthClient client) {
        String name() {
            return provider.type().apiName();
        }

        String key(String setting) {
            return OAuthProvider.key(provider.type(), setting);
        }
    }
}
