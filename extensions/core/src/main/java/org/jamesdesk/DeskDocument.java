package org.jamesdesk;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jamesdesk.address.AddressRules;
import org.jamesdesk.address.DeskDefaults;
import org.jamesdesk.address.DeskDomains;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.address.SupportAddressAdministration;
import org.jamesdesk.agent.Agent;
import org.jamesdesk.agent.AgentAdministration;
import org.jamesdesk.configuration.ChangeRefusedException;
import org.jamesdesk.configuration.ConfigurationDocument;
import org.jamesdesk.configuration.ConfigurationView;
import org.jamesdesk.configuration.DocumentSection;
import org.jamesdesk.deliverability.NotificationRules;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentAdministration;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.SenderTransfer;
import org.jamesdesk.settings.SettingValues;
import org.jamesdesk.settings.SettingsAdministration;
import org.jamesdesk.template.Template;
import org.jamesdesk.template.TemplateRenderer;

/** Names what the document of a whole desk contains: a new kind of value is one line here. */
public final class DeskDocument {
    private DeskDocument() {}

    /** @param domains where the desk may have addresses */
    public static ConfigurationDocument of(DeskDomains domains) {
        SupportAddressAdministration addresses = new SupportAddressAdministration(domains);
        return new ConfigurationDocument(
                List.of(
                        DocumentSection.of("departments", Department.KIND, DepartmentAdministration::checked),
                        DocumentSection.of("supportAddresses", SupportAddress.KIND, addresses::checked),
                        DocumentSection.of("defaults", DeskDefaults.KIND, UnaryOperator.identity()),
                        DocumentSection.of(
                                "settings", SettingValues.ORGANISATION, SettingsAdministration::checkedOfOrganisation),
                        DocumentSection.of(
                                "departmentSettings",
                                SettingValues.DEPARTMENT,
                                SettingsAdministration::checkedOfDepartment),
                        DocumentSection.of("notificationRules", NotificationRules.KIND, NotificationRules::checked),
                        DocumentSection.of("agents", Agent.KIND, AgentAdministration::checked),
                        DocumentSection.of("templates", Template.KIND, TemplateRenderer::checked),
                        new DocumentSection<>("senders", Sender.KIND, SenderTransfer::shown, SenderTransfer::taken)),
                DeskDocument::check);
    }

    private static void check(ConfigurationView configuration) {
        DepartmentAdministration.checkNames(configuration);
        AddressRules.check(configuration);
        SettingsAdministration.check(configuration);
        AgentAdministration.check(configuration);
        configuration
                .all(Sender.KIND)
                .forEach(sender ->
                        requireDepartment(configuration, sender.department(), "the sender " + sender.address()));
        configuration.all(Template.KIND).forEach(template -> template.department()
                .ifPresent(department -> requireDepartment(
                        configuration,
                        department,
                        "the template " + template.name().apiName())));
    }

    private static void requireDepartment(ConfigurationView configuration, DepartmentId department, String who) {
        if (configuration.find(Department.KIND, department.value()).isEmpty()) {
            throw ChangeRefusedException.invalid(
                    "department: there is no department " + department + ", which " + who + " names");
        }
    }
}
