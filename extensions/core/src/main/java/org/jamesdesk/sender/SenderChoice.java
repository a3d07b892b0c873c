package org.jamesdesk.sender;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jamesdesk.address.DeskDefaults;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;

/**
 * Which address a reply is sent from (R28, R30, R55). A pure function of the configuration.
 *
 * @param mailbox what stands in From
 * @param answersTo the support address that answers come back to: From itself, or, because only a support address can carry
 *     a token of ours, one of the department
 * @param sender the From address by whose transport it leaves; empty: a support address, sent by this server
 */
public record SenderChoice(Mailbox mailbox, EmailAddress answersTo, Optional<Sender> sender) {
    public SenderChoice {
        Objects.requireNonNull(mailbox, "mailbox");
        Objects.requireNonNull(answersTo, "answersTo");
        Objects.requireNonNull(sender, "sender");
    }

    /**
     * The address that somebody asked for: a support address, or a From address of the ticket's department, else of another.
     *
     * @param department the ticket's department
     * @param supportAddress the ticket's support address, there still or not
     * @throws SenderRefusedException when the desk has no such address, or it cannot send as things stand
     */
    public static SenderChoice asked(
            ConfigurationView configuration,
            DepartmentId department,
            EmailAddress supportAddress,
            EmailAddress wanted) {
        Optional<SupportAddress> support = supportAddress(configuration, wanted);
        if (support.isPresent()) {
            return of(support.get());
        }
        Sender sender = candidate(configuration, department, wanted)
                .orElseThrow(() -> new SenderRefusedException(
                        wanted + " is neither a support address nor a From address of this desk"));
        if (!sender.isUsable()) {
            throw new SenderRefusedException(sender.address() + " of department " + sender.department()
                    + " cannot send, it is " + sender.state().apiName() + ": " + reason(sender));
        }
        return of(sender, withoutSender(configuration, department, supportAddress));
    }

    /**
     * The address that sends when nobody asked for one: the department's default From address if it is usable, else the
     * ticket's support address if it is there still, else the department's default support address, else the desk's.
     *
     * @param department the ticket's department
     * @param supportAddress the ticket's support address, there still or not
     */
    public static SenderChoice usual(
            ConfigurationView configuration, DepartmentId department, EmailAddress supportAddress) {
        return usual(configuration, department, withoutSender(configuration, department, supportAddress));
    }

    /** As {@link #usual(ConfigurationView, DepartmentId, EmailAddress)}, for mail that belongs to no ticket. */
    public static SenderChoice usual(ConfigurationView configuration, DepartmentId department) {
        return usual(
                configuration,
                department,
                defaultOf(configuration, department).orElseGet(() -> deskDefault(configuration)));
    }

    private static SenderChoice usual(
            ConfigurationView configuration, DepartmentId department, SupportAddress fallback) {
        return configuration
                .find(Department.KIND, department.value())
                .flatMap(Department::defaultSender)
                .flatMap(wanted -> supportAddress(configuration, wanted)
                        .map(SenderChoice::of)
                        .or(() -> sender(configuration, department, wanted)
                                .filter(Sender::isUsable)
                                .map(sender -> of(sender, fallback))))
                .orElseGet(() -> of(fallback));
    }

    private static SenderChoice of(SupportAddress support) {
        return new SenderChoice(support.mailbox(), support.address(), Optional.empty());
    }

    private static SenderChoice of(Sender sender, SupportAddress answersTo) {
        return new SenderChoice(sender.mailbox(), answersTo.address(), Optional.of(sender));
    }

    /**
     * The address that sends where no From address may: the ticket's support address if it is there still, else the
     * department's default one, else the desk's (R28).
     *
     * @param department the ticket's department
     * @param supportAddress the ticket's support address, there still or not
     */
    public static SupportAddress withoutSender(
            ConfigurationView configuration, DepartmentId department, EmailAddress supportAddress) {
        return supportAddress(configuration, supportAddress)
                .or(() -> defaultOf(configuration, department))
                .orElseGet(() -> deskDefault(configuration));
    }

    private static Optional<SupportAddress> defaultOf(ConfigurationView configuration, DepartmentId department) {
        SupportAddress ofDesk = deskDefault(configuration);
        return ofDesk.department().equals(department)
                ? Optional.of(ofDesk)
                : configuration.all(SupportAddress.KIND).stream()
                        .filter(address -> address.department().equals(department))
                        .findFirst();
    }

    private static SupportAddress deskDefault(ConfigurationView configuration) {
        EmailAddress address = DeskDefaults.of(configuration).supportAddress();
        return supportAddress(configuration, address)
                .orElseThrow(() -> new IllegalStateException("the default support address " + address + " is missing"));
    }

    private static Optional<SupportAddress> supportAddress(ConfigurationView configuration, EmailAddress address) {
        return configuration.find(SupportAddress.KIND, address.key());
    }

    private static Optional<Sender> sender(
            ConfigurationView configuration, DepartmentId department, EmailAddress address) {
        return configuration.find(Sender.KIND, new SenderId(department, address).asString());
    }

    private static Optional<Sender> candidate(
            ConfigurationView configuration, DepartmentId department, EmailAddress wanted) {
        return sender(configuration, department, wanted).or(() -> {
            List<Sender> elsewhere = configuration.all(Sender.KIND).stream()
                    .filter(sender -> sender.address().equals(wanted))
                    .toList();
            return Stream.concat(elsewhere.stream().filter(Sender::isUsable), elsewhere.stream())
                    .findFirst();
        });
    }

    private static String reason(Sender sender) {
        return switch (sender.state()) {
            case UNVERIFIED -> "nobody has confirmed its verification mail yet";
            case FAILED -> sender.failure().orElse("its login was refused") + "; authenticate it again";
            case INACTIVE -> "an administrator has put it out of use; activate it first";
            case VERIFIED -> "";
        };
    }
}
