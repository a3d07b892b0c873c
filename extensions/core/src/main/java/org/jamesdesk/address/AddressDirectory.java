package org.jamesdesk.address;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentStore;

/**
 * Holds the newest {@link AddressSnapshot}. Somebody else calls {@link #refresh} at least every two seconds (R104); when
 * the stores do not answer, the last snapshot stays in use.
 */
public final class AddressDirectory {
    private final SupportAddressStore supportAddresses;
    private final DepartmentStore departments;
    private final Clock clock;
    private final AtomicReference<Optional<AddressSnapshot>> current = new AtomicReference<>(Optional.empty());

    public AddressDirectory(SupportAddressStore supportAddresses, DepartmentStore departments, Clock clock) {
        this.supportAddresses = supportAddresses;
        this.departments = departments;
        this.clock = clock;
    }

    /** The newest snapshot; empty until the stores have answered once and the first start has made the defaults. */
    public Optional<AddressSnapshot> snapshot() {
        return current.get();
    }

    /**
     * Reads the stores anew.
     *
     * @throws org.jamesdesk.StoreUnavailableException when they do not answer; the last snapshot stays
     */
    public void refresh() {
        var readAt = clock.instant();
        var defaultDepartment = departments.defaultDepartment();
        var defaultAddress = supportAddresses.defaultAddress();
        if (defaultDepartment.isEmpty() || defaultAddress.isEmpty()) {
            return;
        }
        var addresses = supportAddresses.list();
        current.set(Optional.of(new AddressSnapshot(
                addresses.stream().collect(Collectors.toMap(SupportAddress::address, Function.identity())),
                addresses.stream()
                        .flatMap(address -> address.externalAddresses().stream())
                        .collect(Collectors.toSet()),
                departments.list().stream().collect(Collectors.toMap(Department::id, Function.identity())),
                defaultDepartment.get(),
                defaultAddress.get(),
                readAt)));
    }

    /** Whether an address is the desk's own ({@link AddressSnapshot#isOurs}), as far as is known. */
    public boolean isOurs(EmailAddress address) {
        return snapshot().map(snapshot -> snapshot.isOurs(address)).orElse(false);
    }
}
