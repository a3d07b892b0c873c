package org.jamesdesk.template;

import java.util.Optional;
import java.util.stream.Stream;
import org.jamesdesk.address.DeskDefaults;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderId;

/**
 * From which address a template is sent (R35): its own, as long as that may send, else the one that R28 names.
 *
 * @param address the address
 * @param fallback whether the template names another one, which may not send (any more)
 */
public record TemplateSender(EmailAddress address, boolean fallback) {
    /**
     * The sender of a template.
     *
     * @param department whose mail it is; empty: of any department, for the listing of the organisation's templates
     */
    public static TemplateSender of(
            ConfigurationView configuration, Template template, Optional<DepartmentId> department) {
        Optional<EmailAddress> own = template.from().filter(from -> mayUse(configuration, from, department));
        return own.map(address -> new TemplateSender(address, false))
                .orElseGet(() -> new TemplateSender(
                        otherwise(configuration, department), template.from().isPresent()));
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

    /** The department's default sender (R30), else its support address, else the desk's. */
    private static EmailAddress otherwise(ConfigurationView configuration, Optional<DepartmentId> department) {
        DeskDefaults defaults = DeskDefaults.of(configuration);
        Stream<EmailAddress> chosen = department
                .flatMap(id -> configuration.find(Department.KIND, id.value()))
                .flatMap(Department::defaultSender)
                .filter(address -> mayUse(configuration, address, department))
                .stream();
        Stream<EmailAddress> ofDepartment = configuration.all(SupportAddress.KIND).stream()
                .filter(address ->
                        department.filter(address.department()::equals).isPresent())
                .map(SupportAddress::address);
        return Stream.concat(chosen, ofDepartment).findFirst().orElse(defaults.supportAddress());
    }
}
