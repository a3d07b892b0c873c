package org.jamesdesk.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.jamesdesk.address.AddressDirectory;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.address.RecipientPolicy;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.address.WhenStopped;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.delivery.DeliveryId;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.ticket.TicketNumber;
import org.jamesdesk.token.DeskTokens;
import org.jamesdesk.token.SigningKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeskRcptHookTest {
    private static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");
    private static final MaybeSender CUSTOMER = MaybeSender.getMailSender("ana@customer.example");

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final InMemoryDesk desk = new InMemoryDesk();
    private final DeskTokens tokens = new DeskTokens(SigningKey.of(new byte[32]), "desk.example", clock);
    private final RecordingMetricFactory metrics = new RecordingMetricFactory();
    private final Configurations configurations = new Configurations(desk.configuration(), clock);
    private AddressDirectory directory;

    /** It asks nothing of the session, so none is given to it. */
    private DeskRcptHook hook;

    @BeforeEach
    void setUp() {
        new FirstStart(new Configurations(desk.configuration(), clock)).createDefaults("desk.example");
        directory = new AddressDirectory(configurations);
        hook = new DeskRcptHook(new RecipientPolicy(Set.of("desk.example"), tokens), directory, metrics);
    }

    private HookResult rcpt(String recipient) throws Exception {
        return hook.doRcpt(null, CUSTOMER, new MailAddress(recipient));
    }

    @ParameterizedTest
    @ValueSource(strings = {"support@desk.example", "Support@DESK.example", "support+anything@desk.example"})
    void shouldAcceptWhenTheAddressIsTheDesks(String recipient) throws Exception {
        configurations.refresh();

        assertThat(rcpt(recipient)).isEqualTo(HookResult.OK);
        assertThat(metrics.countFor("desk-rcpt-Accept")).isEqualTo(1);
    }

    @Test
    void shouldAcceptFromTheNullSender() throws Exception {
        configurations.refresh();
        EmailAddress bounceAddress = tokens.envelopeSender(new TicketNumber(7), new DeliveryId("a".repeat(32)), NOW);

        HookResult result = hook.doRcpt(null, MaybeSender.nullSender(), new MailAddress(bounceAddress.asString()));

        assertThat(result).isEqualTo(HookResult.OK);
    }

    @Test
    void shouldRefuseForGoodWhenABounceAddressIsForged() throws Exception {
        configurations.refresh();
        String real = tokens.envelopeSender(new TicketNumber(7), new DeliveryId("a".repeat(32)), NOW)
                .asString();
        String forged = real.replace("bounce+7.", "bounce+8.");

        HookResult result = rcpt(forged);

        assertThat(result.getResult().getAction()).isEqualTo(HookReturnCode.Action.DENY);
        assertThat(result.getSmtpRetCode()).isEqualTo("550");
        assertThat(result.getSmtpDescription()).startsWith("5.7.1 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sales@desk.example",
                "support@elsewhere.example",
                "\"odd name\"@desk.example",
                "support@[127.0.0.1]",
                "+@desk.example",
                "support+@sub.desk.example"
            })
    void shouldLeaveTheDecisionToJamesWhenTheAddressIsNotTheDesks(String recipient) throws Exception {
        configurations.refresh();

        assertThat(rcpt(recipient)).isEqualTo(HookResult.DECLINED);
    }

    @Test
    void shouldRefuseForNowWhenIntakeIsStopped() throws Exception {
        SupportAddress sales = new SupportAddress(
                EmailAddress.parse("sales@desk.example"),
                "Sales",
                new DepartmentId("support"),
                false,
                WhenStopped.REFUSE,
                List.of());
        configurations.edit("test", draft -> draft.put(SupportAddress.KIND, sales));
        configurations.refresh();

        HookResult result = rcpt("sales@desk.example");

        assertThat(result.getResult().getAction()).isEqualTo(HookReturnCode.Action.DENYSOFT);
        assertThat(result.getSmtpRetCode()).isEqualTo("450");
        assertThat(result.getSmtpDescription()).startsWith("4.2.1 ");
    }

    @Test
    void shouldPutOffOnlyTheDesksDomainWhenTheAddressesWereNeverRead() throws Exception {
        HookResult ours = rcpt("support@desk.example");

        assertThat(ours.getResult().getAction()).isEqualTo(HookReturnCode.Action.DENYSOFT);
        assertThat(ours.getSmtpRetCode()).isEqualTo("451");
        assertThat(rcpt("somebody@elsewhere.example")).isEqualTo(HookResult.DECLINED);
    }

    @Test
    void shouldLeaveTheDecisionToJamesWhenTheRecipientIsEmpty() throws Exception {
        configurations.refresh();

        assertThat(hook.doRcpt(null, CUSTOMER, MailAddress.nullSender())).isEqualTo(HookResult.DECLINED);
    }

    @Test
    void shouldPutOffWhenSomethingUnexpectedHappens() throws Exception {
        configurations.refresh();
        DeskRcptHook broken = new DeskRcptHook(
                new RecipientPolicy(Set.of("desk.example"), tokens), directory, new RecordingMetricFactory() {
                    @Override
                    public Metric generate(String name) {
                        throw new IllegalStateException("the meter is broken");
                    }
                });

        HookResult result = broken.doRcpt(null, CUSTOMER, new MailAddress("support@desk.example"));

        assertThat(result.getResult().getAction()).isEqualTo(HookReturnCode.Action.DENYSOFT);
        assertThat(result.getSmtpRetCode()).isEqualTo("451");
        assertThat(result.getSmtpDescription()).startsWith("4.3.0 ");
    }
}
