package org.jamesdesk.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.core.MailAddress;
import org.apache.james.core.builder.MimeMessageBuilder;
import org.apache.james.core.healthcheck.Result;
import org.apache.james.mailrepository.api.MailRepositoryPath;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.mailrepository.api.Protocol;
import org.apache.james.mailrepository.memory.MailRepositoryStoreConfiguration;
import org.apache.james.mailrepository.memory.MemoryMailRepository;
import org.apache.james.mailrepository.memory.MemoryMailRepositoryStore;
import org.apache.james.mailrepository.memory.MemoryMailRepositoryUrlStore;
import org.apache.james.mailrepository.memory.SimpleMailRepositoryLoader;
import org.apache.james.server.core.MailImpl;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.memory.SettableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeskIntakeHealthCheckTest {
    private static final MailRepositoryUrl FAILED = MailRepositoryUrl.from("memory://var/mail/desk-failed");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-05-04T08:00:00Z"));
    private final InMemoryDesk desk = new InMemoryDesk(clock);
    private final Configurations configurations = new Configurations(desk.configuration(), clock);
    private MemoryMailRepositoryStore repositories;
    private DeskIntakeHealthCheck check;

    @BeforeEach
    void setUp() throws Exception {
        MailRepositoryStoreConfiguration configuration =
                MailRepositoryStoreConfiguration.forItems(new MailRepositoryStoreConfiguration.Item(
                        List.of(new Protocol("memory")),
                        MemoryMailRepository.class.getName(),
                        new BaseHierarchicalConfiguration()));
        repositories = new MemoryMailRepositoryStore(
                new MemoryMailRepositoryUrlStore(), new SimpleMailRepositoryLoader(), configuration);
        repositories.init();
        new FirstStart(new Configurations(desk.configuration(), clock)).createDefaults("desk.example");
        check = new DeskIntakeHealthCheck(configurations, new WorkRunners(List.of()), repositories, clock);
    }

    @Test
    void shouldBeUnhealthyWhenTheAddressesWereNeverRead() {
        assertThat(check.ask().isUnHealthy()).isTrue();
    }

    @Test
    void shouldBeHealthyWhenAllIsFresh() {
        configurations.refresh();

        assertThat(check.ask().isHealthy()).isTrue();
    }

    @Test
    void shouldBeDegradedWhenTheConfigurationIsOld() {
        configurations.refresh();
        clock.advance(Duration.ofSeconds(31));

        Result result = check.ask();

        assertThat(result.isDegraded()).isTrue();
        assertThat(result.getCause()).contains("the configuration in force is older than 30 s");
    }

    @Test
    void shouldBeDegradedWhenMailsNeedAPerson() throws Exception {
        configurations.refresh();
        repositories
                .select(FAILED)
                .store(MailImpl.builder()
                        .name("one")
                        .sender("ana@customer.example")
                        .addRecipient(new MailAddress("support@desk.example"))
                        .mimeMessage(MimeMessageBuilder.mimeMessageBuilder().setText("text"))
                        .build());
        repositories.create(MailRepositoryUrl.from("memory://var/mail/error"));

        Result result = check.ask();

        assertThat(result.isDegraded()).isTrue();
        assertThat(result.getCause()).contains("1 mails in the repository desk-failed");
        assertThat(repositories.getByPath(MailRepositoryPath.from("var/mail/desk-failed")))
                .hasSize(1);
    }
}
