package org.jamesdesk.sender;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;

/**
 * Every address that mail may come from, as it is listed: the senders that were added, and the support addresses, which are
 * verified and leave by this server without anybody adding them (R29).
 */
public final class FromAddresses {
    private static final Comparator<Sender> BY_NAME =
            Comparator.comparing(sender -> sender.id().asString());

    private final ConfigurationView configuration;

    public FromAddresses(ConfigurationView configuration) {
        this.configuration = configuration;
    }

    /** All of the desk, by department and address. */
    public List<Sender> all() {
        return Stream.concat(
                        configuration.all(SupportAddress.KIND).stream().map(FromAddresses::sender),
                        configuration.all(Sender.KIND).stream()
                                .filter(sender -> support(sender.id()).isEmpty()))
                .sorted(BY_NAME)
                .toList();
    }

    /** Those of one department, by address. */
    public List<Sender> of(DepartmentId department) {
        return all().stream()
                .filter(sender -> sender.department().equals(department))
                .toList();
    }

    /** One of them. */
    public Optional<Sender> find(SenderId id) {
        return support(id)
                .filter(support -> support.department().equals(id.department()))
                .map(FromAddresses::sender)
                .or(() -> configuration.find(Sender.KIND, id.asString()));
    }

    /** Whether it is the one that its department's replies come from where nobody chose one (R30). */
    public boolean isDefault(SenderId id) {
        return configuration
                .find(Department.KIND, id.department().value())
                .flatMap(Department::defaultSender)
                .filter(id.address()::equals)
                .isPresent();
    }

    /** The support address with this address, of whatever department. */
    Optional<SupportAddress> support(SenderId id) {
        return configuration.find(SupportAddress.KIND, id.address().key());
    }

    private static Sender sender(SupportAddress support) {
        return new Sender(
                support.department(),
                support.address(),
                support.friendlyName(),
                Transport.SERVER,
                true,
                true,
                Optional.empty(),
                Optional.empty());
    }
}
