package org.jamesdesk.webadmin;

import java.util.List;
import java.util.Set;
import javax.inject.Inject;
import org.apache.james.server.task.json.TaskExtensionModule;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;
import org.apache.james.server.task.json.dto.TaskDTO;
import org.apache.james.server.task.json.dto.TaskDTOModule;
import org.apache.james.task.Task;
import org.apache.james.task.TaskExecutionDetails;
import org.apache.james.task.TaskType;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.mailets.ParkedMails;
import org.jamesdesk.search.TicketReindex;

/** Lets James write and read the desk's tasks; named as {@code guice.extension.task} in {@code extensions.properties}. */
public final class DeskTaskExtensionModule implements TaskExtensionModule {
    /** The types of the desk's tasks. */
    public static final List<TaskType> TYPES = List.of(ReindexTask.TYPE, ReplayTask.TYPE);

    private final TicketReindex reindex;
    private final ParkedMails parked;
    private final Configurations configurations;

    @Inject
    public DeskTaskExtensionModule(TicketReindex reindex, ParkedMails parked, Configurations configurations) {
        this.reindex = reindex;
        this.parked = parked;
        this.configurations = configurations;
    }

    @Override
    public Set<TaskDTOModule<? extends Task, ? extends TaskDTO>> taskDTOModules() {
        return Set.of(ReindexTask.TaskJson.module(reindex), ReplayTask.TaskJson.module(parked, configurations));
    }

    @Override
    public Set<
                    AdditionalInformationDTOModule<
                            ? extends TaskExecutionDetails.AdditionalInformation, ? extends AdditionalInformationDTO>>
            taskAdditionalInformationDTOModules() {
        return Set.of(ReindexTask.DetailsJson.module(), ReplayTask.DetailsJson.module());
    }

    /** The one that writes and reads tasks of a type. */
    public TaskDTOModule<? extends Task, ? extends TaskDTO> taskDTOModule(TaskType type) {
        return taskDTOModules().stream()
                .filter(module -> module.getDomainObjectType().equals(type.asString()))
                .findFirst()
                .orElseThrow();
    }

    /** The one that writes and reads how far tasks of a type have come. */
    public AdditionalInformationDTOModule<
                    ? extends TaskExecutionDetails.AdditionalInformation, ? extends AdditionalInformationDTO>
            taskAdditionalInformationDTOModule(TaskType type) {
        return taskAdditionalInformationDTOModules().stream()
                .filter(module -> module.getDomainObjectType().equals(type.asString()))
                .findFirst()
                .orElseThrow();
    }
}
