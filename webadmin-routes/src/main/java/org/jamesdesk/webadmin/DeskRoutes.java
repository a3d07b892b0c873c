package org.jamesdesk.webadmin;

import java.util.List;
import org.apache.james.webadmin.Routes;

/**
 * Names every route of the desk: for the Guice modules of a server that carries the desk, and for {@code
 * extensions.routes} of {@code webadmin.properties}.
 */
public final class DeskRoutes {
    private DeskRoutes() {}

    /** The classes, each to be made by the injector. */
    public static List<Class<? extends Routes>> all() {
        return List.of(
                DepartmentRoutes.class,
                DepartmentSettingsRoutes.class,
                SupportAddressRoutes.class,
                SenderListRoutes.class,
                SenderRoutes.class,
                PublicPageRoutes.class,
                SettingsRoutes.class,
                AgentRoutes.class,
                ContactRoutes.class,
                ParkedRoutes.class,
                ConfigurationRoutes.class,
                TicketRoutes.class,
                ConversationRoutes.class,
                TicketHistoryRoutes.class,
                ReplyRoutes.class,
                DeliveryRoutes.class,
                BounceRoutes.class,
                BlocklistRoutes.class,
                DkimKeyRoutes.class,
                SenderDnsRoutes.class,
                NotificationRoutes.class,
                DeliverabilityRoutes.class,
                TemplateRoutes.class,
                DepartmentTemplateRoutes.class,
                ExplainRoutes.class,
                OpenApiRoutes.class);
    }
}
