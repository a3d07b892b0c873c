package org.jamesdesk.mailets.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Encrypted connections to relays, which get passwords: the certificate must come from a trusted authority and have the
 * relay's name (RFC 6125, RFC 8314 section 5). Unlike with the servers of customers' domains there is no way around it.
 */
public final class RelayTls extends SSLSocketFactory {
    private static final char[] NO_PASSWORD = new char[0];

    private final SSLSocketFactory sockets;

    private RelayTls(SSLSocketFactory sockets) {
        this.sockets = sockets;
    }

    /**
     * Trusts the authorities that this Java trusts, and more.
     *
     * @param more certificates of an organisation's own authorities
     */
    public static RelayTls trusting(Optional<KeyStore> more) {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, NO_PASSWORD);
            for (TrustManager manager : trustManagers(Optional.empty())) {
                if (manager instanceof X509TrustManager javas) {
                    for (X509Certificate authority : javas.getAcceptedIssuers()) {
                        trusted.setCertificateEntry("java-" + trusted.size(), authority);
                    }
                }
            }
            if (more.isPresent()) {
                for (String alias : Collections.list(more.get().aliases())) {
                    Certificate authority = more.get().getCertificate(alias);
                    trusted.setCertificateEntry("more-" + trusted.size(), authority);
                }
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trustManagers(Optional.of(trusted)), null);
            return new RelayTls(context.getSocketFactory());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the certificates cannot be used: " + e.getMessage(), e);
        }
    }

    /** Empty: those of this Java. */
    private static TrustManager[] trustManagers(Optional<KeyStore> trusted) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted.orElse(null));
        return factory.getTrustManagers();
    }

    @Override
    public SSLSocket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
        SSLSocket socket = (SSLSocket) sockets.createSocket(plain, host, port, autoClose);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw onlyOverOpenSockets();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw onlyOverOpenSockets();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw onlyOverOpenSockets();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw onlyOverOpenSockets();
    }

    /** Those that this class opens by itself would have no time limit. */
    private static UnsupportedOperationException onlyOverOpenSockets() {
        return new UnsupportedOperationException("TLS begins on a connection that is open");
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }
}
