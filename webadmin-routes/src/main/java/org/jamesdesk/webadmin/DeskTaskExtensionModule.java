package org.jamesdesk.webadmin;

import java.util.Set;
import javax.inject.Inject;
import org.apache.james.server.task.json.TaskExtensionModule;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;
import org.apache.james.server.task.json.dto.TaskDTO;
import org.apache.james.server.task.json.dto.TaskDTOModule;
import org.apache.james.task.Task;
import org.apache.james.task.TaskExecutionDetails;
import org.jamesdesk.search.TicketReindex;

/** Lets James write and read the desk's tasks; named as {@code guice.extension.task} in {@code extensions.properties}. */
public final class DeskTaskExtensionModule implements TaskExtensionModule {
    private final TicketReindex reindex;

    @Inject
    public DeskTaskExtensionModule(TicketReindex reindex) {
        this.reindex = reindex;
    }

    @Override
    public Set<TaskDTOModule<? extends Task, ? extends TaskDTO>> taskDTOModules() {
        return Set.of(ReindexTask.TaskJson.module(reindex));
    }

    @Override
    public Set<
                    AdditionalInformationDTOModule<
                            ? extends TaskExecutionDetails.AdditionalInformation, ? extends AdditionalInformationDTO>>
            taskAdditionalInformationDTOModules() {
        return Set.of(ReindexTask.DetailsJson.module());
    }
}
