package org.jamesdesk.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provider;
import com.google.inject.Scopes;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import com.google.inject.name.Names;
import java.util.List;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.lifecycle.api.StartUpCheck;
import org.apache.james.mailetcontainer.impl.CompositeProcessorImpl;
import org.apache.james.modules.server.MailetContainerModule.ProcessorsCheck;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;
import org.apache.james.server.task.json.dto.TaskDTO;
import org.apache.james.server.task.json.dto.TaskDTOModule;
import org.apache.james.task.Task;
import org.apache.james.task.TaskExecutionDetails;
import org.apache.james.task.TaskType;
import org.apache.james.utils.InitializationOperation;
import org.apache.james.utils.InitilizationOperationBuilder;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.dto.DTOModuleInjections;
import org.apache.james.webadmin.mdc.RequestLogger;
import org.jamesdesk.webadmin.DeskRequestLogger;
import org.jamesdesk.webadmin.DeskRoutes;
import org.jamesdesk.webadmin.DeskTaskExtensionModule;

/**
 * The desk for a James server that is assembled with it: all of {@link DeskExtensionModule}, and what that server would
 * otherwise have to be told in configuration files. Only the SMTP hook and the mailets are still named there, and it
 * checks that they are. Not together with {@link DeskExtensionModule}.
 */
public final class DeskServerModule extends AbstractModule {
    @Override
    protected void configure() {
        install(new DeskModule());

        Multibinder<Routes> routes = Multibinder.newSetBinder(binder(), Routes.class);
        for (Class<? extends Routes> route : DeskRoutes.all()) {
            bind(route).in(Scopes.SINGLETON);
            routes.addBinding().to(route);
        }
        Multibinder.newSetBinder(binder(), RequestLogger.class).addBinding().to(DeskRequestLogger.class);

        Multibinder<HealthCheck> healthChecks = Multibinder.newSetBinder(binder(), HealthCheck.class);
        healthChecks.addBinding().to(DeskCassandraHealthCheck.class);
        healthChecks.addBinding().to(DeskOpenSearchHealthCheck.class);
        healthChecks.addBinding().to(DeskIntakeHealthCheck.class);
        healthChecks.addBinding().to(DeskSendersHealthCheck.class);
        healthChecks.addBinding().to(DeskDeliverabilityHealthCheck.class);

        Multibinder.newSetBinder(binder(), StartUpCheck.class).addBinding().to(DeskSmtpCheck.class);
        Multibinder.newSetBinder(binder(), ProcessorsCheck.class).addBinding().to(DeskProcessorsCheck.class);
        bindTasks();
    }

    @ProvidesIntoSet
    InitializationOperation open(DeskLifecycle lifecycle) {
        return InitilizationOperationBuilder.forClass(DeskLifecycle.class)
                .init(lifecycle::start)
                .requires(List.of(DomainList.class, CompositeProcessorImpl.class));
    }

    /** James collects each kind of module for itself, and the details twice: for a task manager of several nodes as well. */
    private void bindTasks() {
        var tasks = Multibinder.newSetBinder(
                binder(), new TypeLiteral<TaskDTOModule<? extends Task, ? extends TaskDTO>>() {});
        TypeLiteral<
                        AdditionalInformationDTOModule<
                                ? extends TaskExecutionDetails.AdditionalInformation,
                                ? extends AdditionalInformationDTO>>
                details = new TypeLiteral<>() {};
        var ofTaskManager = Multibinder.newSetBinder(binder(), details);
        var ofWebAdmin = Multibinder.newSetBinder(binder(), details, Names.named(DTOModuleInjections.WEBADMIN_DTO));
        Provider<DeskTaskExtensionModule> desk = getProvider(DeskTaskExtensionModule.class);
        for (TaskType type : DeskTaskExtensionModule.TYPES) {
            tasks.addBinding().toProvider(() -> desk.get().taskDTOModule(type));
            ofTaskManager.addBinding().toProvider(() -> desk.get().taskAdditionalInformationDTOModule(type));
            ofWebAdmin.addBinding().toProvider(() -> desk.get().taskAdditionalInformationDTOModule(type));
        }
    }
}
