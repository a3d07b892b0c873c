package org.jamesdesk.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Optional;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryConfigurationStore;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.Transport;
import org.junit.jupiter.api.Test;

class AddressSnapshotTest {
    private static final EmailAddress HELP = EmailAddress.parse("help@zylker.example");

    private final Configurations configurations =
            new Configurations(new InMemoryConfigurationStore(), Clock.systemUTC());

    @Test
    void shouldCountAFromAddressAsTheDesksOwnOnceItIsProven() {
        new FirstStart(configurations).createDefaults("desk.example");
        put(false);
        assertThat(AddressSnapshot.of(configurations.inForce()).isOurs(HELP)).isFalse();

        put(true);
        assertThat(AddressSnapshot.of(configurations.inForce()).isOurs(HELP)).isTrue();
        assertThat(AddressSnapshot.of(configurations.inForce()).find(HELP)).isEmpty();
    }

    private void put(boolean verified) {
        configurations.edit(
                "test",
                draft -> draft.put(
                        Sender.KIND,
                        new Sender(
                                new DepartmentId("support"),
                                HELP,
                                "Help",
                                Transport.SERVER,
                                verified,
                                true,
                                Optional.empty(),
                                Optional.empty())));
    }
}
