package org.jamesdesk.template;

import java.util.Optional;
import org.jamesdesk.address.DeskDefaults;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderChoice;
import org.jamesdesk.sender.SenderId;

/**
 * From which address a template is sent (R35): its own, as long as that may send, else the one that R28 names.
 *
 * @param address the address
 * @param fallback whether the template names another one, which may not send (any more)
 */
public record TemplateSender(EmailAddress address, boolean fallback) {
    /**
     * The sender of a template, as it is listed: of mail of a ticket whose support address is the department's default one.
     *
     * @param department whose mail it is; empty: of any department, for the listing of the organisation's templates
     */
    public static TemplateSender of(
            ConfigurationView configuration, Template template, Optional<DepartmentId> department) {
        Optional<EmailAddress> own = template.from().filter(from -> mayUse(configuration, from, department));
        DepartmentId sending =
                department.orElseGet(() -> DeskDefaults.of(configuration).department());
        return own.map(address -> new TemplateSender(address, false))
                .orElseGet(() -> new TemplateSender(
                        SenderChoice.usual(configuration, sending).mailbox().address(),
                        template.from().isPresent()));
    }

    /**
     * Who sends a mail of a ticket that is made of a template: the template's own address as long as that may send, else as
     * for any mail of the ticket.
     *
     * @param department the ticket's department
     * @param supportAddress the ticket's support address, there still or not
     */
    public static SenderChoice choose(
            ConfigurationView configuration, Template template, DepartmentId department, EmailAddress supportAddress) {
        return template.from()
                .filter(from -> mayUse(configuration, from, Optional.of(department)))
                .map(from -> SenderChoice.asked(configuration, department, supportAddress, from))
                .orElseGet(() -> SenderChoice.usual(configuration, department, supportAddress));
    }

    /** Whether an address may stand in the From field of a template: a support address (R29) or a usable sender. */
    public static boolean mayUse(
            ConfigurationView configuration, EmailAddress address, Optional<DepartmentId> department) {
        return isSupportAddress(configuration, address)
                || department
                        .map(id -> isUsableSender(configuration, id, address))
                        .orElseGet(() -> configuration.all(Sender.KIND).stream()
                                .anyMatch(sender ->
                                        sender.isUsable() && sender.address().equals(address)));
    }

    private static boolean isSupportAddress(ConfigurationView configuration, EmailAddress address) {
        return configuration.find(SupportAddress.KIND, address.key()).isPresent();
    }

    private static boolean isUsableSender(ConfigurationView configuration, DepartmentId id, EmailAddress address) {
        return configuration
                .find(Sender.KIND, new SenderId(id, address).asString())
                .filter(Sender::isUsable)
                .isPresent();
    }
}
