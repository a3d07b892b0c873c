package org.jamesdesk.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import javax.inject.Singleton;
import org.apache.james.dnsservice.api.DNSService;
import org.jamesdesk.DeskStores;
import org.jamesdesk.address.DeskDomains;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.credentials.OAuthConsent;
import org.jamesdesk.credentials.RefreshingAccessTokens;
import org.jamesdesk.delivery.SenderRelease;
import org.jamesdesk.delivery.WaitingDeliveries;
import org.jamesdesk.dkim.DkimKeyStore;
import org.jamesdesk.dkim.DkimKeys;
import org.jamesdesk.dns.OutgoingHost;
import org.jamesdesk.dns.SenderDns;
import org.jamesdesk.james.configuration.DeskConfiguration;
import org.jamesdesk.mailets.authentication.JamesDomainRecords;
import org.jamesdesk.notice.AdministratorAlerts;
import org.jamesdesk.notice.Notices;
import org.jamesdesk.secret.Vault;
import org.jamesdesk.sender.AccessTokens;
import org.jamesdesk.sender.CredentialsStore;
import org.jamesdesk.sender.ProviderConsent;
import org.jamesdesk.sender.RelayLogin;
import org.jamesdesk.sender.RelayPorts;
import org.jamesdesk.sender.SenderAdministration;
import org.jamesdesk.sender.SenderFailures;
import org.jamesdesk.sender.SenderVerification;
import org.jamesdesk.sender.VerificationMails;
import org.jamesdesk.token.SigningKey;
import org.jamesdesk.token.VerificationTokens;
import org.jamesdesk.work.WorkSignal;
import org.jamesdesk.work.WorkStore;

/** The addresses that the desk sends from: verification, logins, DKIM keys. */
final class SendersModule extends AbstractModule {
    /** An administrator waits for the answer. */
    private static final Duration SENDER_DNS_PATIENCE = Duration.ofSeconds(15);

    @Provides
    @Singleton
    SenderRelease senderRelease(WaitingDeliveries waiting, WorkStore work, WorkSignal signal, Clock clock) {
        return new SenderRelease(waiting, work, signal, clock);
    }

    @Provides
    @Singleton
    ProviderConsent consent(DeskConfiguration configuration, DeskStores stores, Vault vault, Clock clock) {
        return new OAuthConsent(configuration.oauth(), stores.pendingConsents(), vault, clock);
    }

    @Provides
    @Singleton
    AccessTokens accessTokens(
            CredentialsStore credentials, WorkStore leases, DeskConfiguration configuration, Clock clock) {
        String node = UUID.randomUUID().toString();
        return new RefreshingAccessTokens(credentials, leases, configuration.oauth(), node, clock);
    }

    @Provides
    @Singleton
    DkimKeys dkimKeys(
            Configurations configurations, DkimKeyStore store, Vault vault, DeskDomains domains, Clock clock) {
        return new DkimKeys(configurations, store, vault, domains.all(), clock);
    }

    @Provides
    @Singleton
    SenderDns senderDns(DeskConfiguration configuration, DNSService dns) {
        OutgoingHost host = new OutgoingHost(
                configuration.domain(), configuration.delivery().heloName(), configuration.publicAddresses());
        return new SenderDns(host, new JamesDomainRecords(dns, SENDER_DNS_PATIENCE));
    }

    @Provides
    @Singleton
    VerificationTokens verificationTokens(SigningKey key) {
        return new VerificationTokens(key);
    }

    @Provides
    @Singleton
    SenderVerification senderVerification(
            Configurations configurations,
            DeskConfiguration configuration,
            VerificationTokens tokens,
            Notices notices,
            SenderRelease release,
            Clock clock) {
        VerificationMails mails = new VerificationMails(notices, configurations, tokens, configuration.publicUrl());
        return new SenderVerification(configurations, configuration.relayPorts(), tokens, mails, release, clock);
    }

    @Provides
    @Singleton
    SenderAdministration senderAdministration(
            Configurations configurations,
            RelayPorts ports,
            CredentialsStore credentials,
            RelayLogin login,
            ProviderConsent consent,
            SenderVerification verification,
            SenderRelease release) {
        return new SenderAdministration(configurations, ports, credentials, login, consent, verification, release);
    }

    @Provides
    @Singleton
    SenderFailures senderFailures(Configurations configurations, AdministratorAlerts alerts) {
        return new SenderFailures(configurations, alerts);
    }

    @Provides
    RelayPorts relayPorts(DeskConfiguration configuration) {
        return configuration.relayPorts();
    }
}
