package org.jamesdesk.sender;

import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.configuration.Kind;
import org.jamesdesk.department.DepartmentId;

/**
 * A From address that is not a support address (requirements, section B); support addresses send without being listed here
 * (R29). Which one is its department's default stands in the department.
 *
 * @param department whose it is
 * @param address the address
 * @param friendlyName precedes the address in headers
 * @param transport the way its mail leaves
 * @param verified whether it was proven: by mail, login or consent
 * @param active whether an administrator lets it send
 * @param failure what its relay or provider said when it refused the login; empty: it works
 * @param verification the verification mail that is under way
 */
public record Sender(
        DepartmentId department,
        EmailAddress address,
        String friendlyName,
        Transport transport,
        boolean verified,
        boolean active,
        Optional<String> failure,
        Optional<Verification> verification) {
    /** The From addresses of a desk, by department and address. */
    public static final Kind<Sender> KIND =
            new Kind<>("sender", Sender.class, sender -> sender.id().asString());

    public Sender {
        Objects.requireNonNull(department, "department");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(friendlyName, "friendlyName");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(verification, "verification");
    }

    /** Its name. */
    public SenderId id() {
        return new SenderId(department, address);
    }

    /** The address with its friendly name, as it stands in From. */
    public Mailbox mailbox() {
        return new Mailbox(friendlyName, address);
    }

    /** What is known of it, in one word. */
    public SenderState state() {
        if (!active) {
            return SenderState.INACTIVE;
        }
        if (!verified) {
            return SenderState.UNVERIFIED;
        }
        return failure.isPresent() ? SenderState.FAILED : SenderState.VERIFIED;
    }

    /** Whether it may send now. */
    public boolean isUsable() {
        return state() == SenderState.VERIFIED;
    }
}
