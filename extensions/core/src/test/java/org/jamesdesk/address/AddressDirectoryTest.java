package org.jamesdesk.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.memory.InMemoryDesk;
import org.junit.jupiter.api.Test;

class AddressDirectoryTest {
    private final Configurations configurations =
            new Configurations(new InMemoryDesk().configuration(), Clock.systemUTC());
    private final AddressDirectory directory = new AddressDirectory(configurations);

    @Test
    void shouldSayWhatIsUnavailableWhenTheConfigurationWasNotReadYet() {
        assertThat(directory.snapshot()).isEmpty();
        assertThatThrownBy(directory::inForce)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("The configuration of the desk is unavailable: it was not read since the start");
    }

    @Test
    void shouldKnowTheAddressesWhenTheConfigurationWasRead() {
        new FirstStart(configurations).createDefaults("desk.example");

        assertThat(directory.inForce().defaultAddress()).isEqualTo(EmailAddress.parse("support@desk.example"));
    }
}
