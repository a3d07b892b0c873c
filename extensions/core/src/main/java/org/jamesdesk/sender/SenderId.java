package org.jamesdesk.sender;

import java.util.Objects;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.department.DepartmentId;

/**
 * Names a From address: the same address may be one of several departments', each with its own transport and state.
 *
 * @param department whose it is
 * @param address the address
 */
public record SenderId(DepartmentId department, EmailAddress address) {
    public SenderId {
        Objects.requireNonNull(department, "department");
        Objects.requireNonNull(address, "address");
    }

    /** {@code department/address} in lower case: the form in stores. */
    public String asString() {
        return department.value() + "/" + address.key();
    }

    /**
     * The inverse of {@link #asString}.
     *
     * @throws IllegalArgumentException when the text has another form
     */
    public static SenderId parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("a sender is named department/address");
        }
        return new SenderId(new DepartmentId(text.substring(0, slash)), EmailAddress.parse(text.substring(slash + 1)));
    }

    @Override
    public String toString() {
        return asString();
    }
}
