package org.jamesdesk.sender;

/** This desk is not registered at an OAuth provider; the message says which key of the configuration is missing. */
public final class ProviderNotConfiguredException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String key;

    /**
     * @param provider the provider
     * @param key the key that is not set
     */
    public ProviderNotConfiguredException(TransportType provider, String key) {
        super("'" + provider.apiName() + "' is not set up: register this desk at the provider, then set " + key
                + " in desk.properties and restart");
        this.key = key;
    }

    /** The key that is not set. */
    public String key() {
        return key;
    }
}
