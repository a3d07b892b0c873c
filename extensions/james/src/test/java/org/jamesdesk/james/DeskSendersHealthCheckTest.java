package org.jamesdesk.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Optional;
import org.apache.james.core.healthcheck.Result;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.Transport;
import org.junit.jupiter.api.Test;

class DeskSendersHealthCheckTest {
    private final Configurations configurations =
            new Configurations(new InMemoryDesk().configuration(), Clock.systemUTC());
    private final DeskSendersHealthCheck check = new DeskSendersHealthCheck(configurations);

    private void put(String address, boolean active, Optional<String> failure) {
        configurations.edit(
                "test",
                draft -> draft.put(
                        Sender.KIND,
                        new Sender(
                                new DepartmentId("sales"),
                                EmailAddress.parse(address),
                                "Sales",
                                Transport.SERVER,
                                true,
                                active,
                                failure,
                                Optional.empty())));
    }

    @Test
    void shouldBeHealthyWhenEverySenderInUseCanSend() {
        put("ana@zylker.example", true, Optional.empty());
        put("old@zylker.example", false, Optional.of("535 no"));

        assertThat(check.ask().isHealthy()).isTrue();
    }

    @Test
    void shouldSayHowManyAndNeitherWhoNorWhyWhenLoginsAreRefused() {
        put("ana@zylker.example", true, Optional.of("535 no"));
        put("bob@zylker.example", true, Optional.of("535 no"));
        put("eve@zylker.example", true, Optional.empty());

        Result result = check.ask();

        assertThat(result.isDegraded()).isTrue();
        assertThat(result.getCause()).contains("Mail waits, the login is refused: 2 senders; see GET /desk/senders");
    }

    @Test
    void shouldSpeakOfOneWhenOneLoginIsRefused() {
        put("ana@zylker.example", true, Optional.of("535 no"));

        assertThat(check.ask().getCause())
                .contains("Mail waits, the login is refused: 1 sender; see GET /desk/senders");
    }
}
