package org.jamesdesk.distribution.demo;

import com.codahale.metrics.MetricRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.metrics.dropwizard.DropWizardMetricFactory;
import org.apache.james.protocols.api.handler.WiringException;
import org.apache.james.protocols.netty.NettyServer;
import org.apache.james.protocols.smtp.MailEnvelope;
import org.apache.james.protocols.smtp.SMTPConfigurationImpl;
import org.apache.james.protocols.smtp.SMTPProtocol;
import org.apache.james.protocols.smtp.SMTPProtocolHandlerChain;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.protocols.smtp.hook.MessageHook;
import org.apache.james.protocols.smtp.hook.RcptHook;

/** The mail server of the demo's customers: takes every mail, except for the addresses that are gone. */
final class DemoPeer implements AutoCloseable {
    private static final HookResult GONE = HookResult.builder()
            .hookReturnCode(HookReturnCode.deny())
            .smtpReturnCode("550")
            .smtpDescription("5.1.1 This person does not work here any more")
            .build();

    private final Set<String> goneAddresses = ConcurrentHashMap.newKeySet();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final NettyServer server;

    /**
     * A mail that was taken.
     *
     * @param sender the envelope sender, empty for the null sender
     * @param recipients the envelope recipients
     * @param bytes the mail
     */
    record Taken(Optional<String> sender, List<String> recipients, byte[] bytes) {}

    /** Listens until {@link #close}. */
    DemoPeer(int port) {
        try {
            SMTPProtocolHandlerChain handlers = new SMTPProtocolHandlerChain(
                    new DropWizardMetricFactory(new MetricRegistry()), new Refuse(), new Take());
            server = new NettyServer.Factory()
                    .protocol(new SMTPProtocol(handlers, new SMTPConfigurationImpl()))
                    .build();
            server.setListenAddresses(new InetSocketAddress("127.0.0.1", port));
            server.bind();
        } catch (WiringException e) {
            throw new IllegalStateException("James' SMTP library does not fit together", e);
        } catch (Exception e) {
            throw new DemoFailedException("The demo's mail server cannot listen on port " + port + ": " + e.getMessage()
                    + ". Another program is there; stop it first.");
        }
    }

    /** From now on, this address is refused with 550 5.1.1. */
    void refuse(String address) {
        goneAddresses.add(address);
    }

    /** The first mail taken for this address. */
    Optional<Taken> takenFor(String address) {
        return taken.stream()
                .filter(mail -> mail.recipients().contains(address))
                .findFirst();
    }

    @Override
    public void close() {
        server.unbind();
    }

    private final class Refuse implements RcptHook {
        @Override
        public HookResult doRcpt(SMTPSession session, MaybeSender sender, MailAddress recipient) {
            return goneAddresses.contains(recipient.asString()) ? GONE : HookResult.DECLINED;
        }
    }

    private final class Take implements MessageHook {
        @Override
        public HookResult onMessage(SMTPSession session, MailEnvelope mail) {
            try (InputStream in = mail.getMessageInputStream()) {
                taken.add(new Taken(
                        mail.getMaybeSender().asOptional().map(MailAddress::asString),
                        mail.getRecipients().stream().map(MailAddress::asString).toList(),
                        in.readAllBytes()));
                return HookResult.OK;
            } catch (IOException e) {
                return HookResult.DENYSOFT;
            }
        }
    }
}
