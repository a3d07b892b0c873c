package org.jamesdesk.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.FirstStart;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.address.WhenStopped;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.department.Department;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.memory.InMemoryDesk;
import org.jamesdesk.sender.Sender;
import org.jamesdesk.sender.Transport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R35: which text holds, and who sends it. */
class TemplatesTest {
    private static final DepartmentId SALES = new DepartmentId("sales");
    private static final EmailAddress SHOP = EmailAddress.parse("shop@shop.example");
    private static final TemplateContent OURS = new TemplateContent("s", "h", "t");

    private final Configurations configurations =
            new Configurations(new InMemoryDesk().configuration(), Clock.systemUTC());

    @BeforeEach
    void firstStart() {
        new FirstStart(configurations).createDefaults("desk.example");
        configurations.edit("test", draft -> draft.put(Department.KIND, new Department(SALES, "Sales")));
    }

    private Template template(Optional<DepartmentId> department, Optional<EmailAddress> from) {
        Template template =
                new Template(department, TemplateName.ACKNOWLEDGEMENT, TemplateLanguage.ENGLISH, OURS, from);
        configurations.edit("test", draft -> draft.put(Template.KIND, template));
        return template;
    }

    private void shopSender(DepartmentId department, boolean active) {
        Sender sender = new Sender(
                department, SHOP, "Shop", Transport.SERVER, true, active, Optional.empty(), Optional.empty());
        configurations.edit("test", draft -> draft.put(Sender.KIND, sender));
    }

    private TemplateOrigin origin(Optional<DepartmentId> department, TemplateLanguage language) {
        return Templates.find(configurations.inForce(), department, TemplateName.ACKNOWLEDGEMENT, language)
                .origin();
    }

    private TemplateSender sender(Template template, Optional<DepartmentId> department) {
        return TemplateSender.of(configurations.inForce(), template, department);
    }

    @Test
    void shouldTakeTheDepartmentsThenTheOrganisationsThenTheBuiltInText() {
        assertThat(origin(Optional.of(SALES), TemplateLanguage.ENGLISH)).isEqualTo(TemplateOrigin.BUILT_IN);

        template(Optional.empty(), Optional.empty());
        assertThat(origin(Optional.of(SALES), TemplateLanguage.ENGLISH)).isEqualTo(TemplateOrigin.ORGANISATION);
        assertThat(origin(Optional.of(SALES), TemplateLanguage.SPANISH)).isEqualTo(TemplateOrigin.BUILT_IN);

        template(Optional.of(SALES), Optional.empty());
        assertThat(origin(Optional.of(SALES), TemplateLanguage.ENGLISH)).isEqualTo(TemplateOrigin.DEPARTMENT);
        assertThat(origin(Optional.of(new DepartmentId("support")), TemplateLanguage.ENGLISH))
                .isEqualTo(TemplateOrigin.ORGANISATION);
        assertThat(origin(Optional.empty(), TemplateLanguage.ENGLISH)).isEqualTo(TemplateOrigin.ORGANISATION);
    }

    @Test
    void shouldReadBackEveryFieldWhenTheConfigurationIsLoadedAnew() {
        Template kept = template(Optional.of(SALES), Optional.of(SHOP));

        assertThat(configurations.inForce().find(Template.KIND, "sales/acknowledgement/en"))
                .contains(kept);
    }

    @Test
    void shouldSendFromItsOwnAddressWhileThatMaySend() {
        shopSender(SALES, true);
        Template template = template(Optional.of(SALES), Optional.of(SHOP));

        assertThat(sender(template, Optional.of(SALES))).isEqualTo(new TemplateSender(SHOP, false));

        shopSender(SALES, false);
        assertThat(sender(template, Optional.of(SALES)))
                .isEqualTo(new TemplateSender(EmailAddress.parse("support@desk.example"), true));
    }

    @Test
    void shouldNotSendFromTheAddressOfAnotherDepartment() {
        shopSender(SALES, true);
        Template template = template(Optional.empty(), Optional.of(SHOP));

        assertThat(sender(template, Optional.of(SALES)).fallback()).isFalse();
        assertThat(sender(template, Optional.of(new DepartmentId("support"))).fallback())
                .isTrue();
        assertThat(sender(template, Optional.empty()).fallback()).isFalse();
    }

    @Test
    void shouldFallBackToTheDepartmentsDefaultSenderThenToItsSupportAddress() {
        EmailAddress sales = EmailAddress.parse("sales@desk.example");
        configurations.edit(
                "test",
                draft -> draft.put(
                        SupportAddress.KIND,
                        new SupportAddress(sales, "Sales", SALES, true, WhenStopped.PARK, List.of())));
        Template template = template(Optional.of(SALES), Optional.empty());

        assertThat(sender(template, Optional.of(SALES))).isEqualTo(new TemplateSender(sales, false));

        shopSender(SALES, true);
        configurations.edit(
                "test", draft -> draft.put(Department.KIND, new Department(SALES, "Sales", Optional.of(SHOP))));
        assertThat(sender(template, Optional.of(SALES))).isEqualTo(new TemplateSender(SHOP, false));
    }
}
