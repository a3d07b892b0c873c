package org.jamesdesk.webadmin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.apache.james.json.DTOModule;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;
import org.apache.james.server.task.json.dto.TaskDTO;
import org.apache.james.server.task.json.dto.TaskDTOModule;
import org.apache.james.task.Task;
import org.apache.james.task.TaskExecutionDetails;
import org.apache.james.task.TaskType;
import org.jamesdesk.search.TicketReindex;

/** The task behind {@code POST /desk/tickets?task=reindex}: makes the search index anew from the stores. */
public final class ReindexTask implements Task {
    /** The task's type, as {@code /tasks} shows it. */
    public static final TaskType TYPE = TaskType.of("desk-reindex");

    private final TicketReindex reindex;
    private final TicketReindex.Progress progress = new TicketReindex.Progress();

    public ReindexTask(TicketReindex reindex) {
        this.reindex = reindex;
    }

    @Override
    public Result run() {
        reindex.run(progress);
        return Result.COMPLETED;
    }

    @Override
    public TaskType type() {
        return TYPE;
    }

    @Override
    public Optional<TaskExecutionDetails.AdditionalInformation> details() {
        return Optional.of(new Details(
                progress.highest(),
                progress.walked(),
                progress.indexed(),
                Clock.systemUTC().instant()));
    }

    /** How far the task has come. */
    public record Details(long highestNumber, long walkedNumbers, long indexedTickets, Instant timestamp)
            implements TaskExecutionDetails.AdditionalInformation {}

    /** How the task is written for a task manager of several nodes: it has no parameters. */
    public record TaskJson(@JsonProperty("type") String type) implements TaskDTO {
        @Override
        public String getType() {
            return type;
        }

        static TaskDTOModule<ReindexTask, TaskJson> module(TicketReindex reindex) {
            return DTOModule.forDomainObject(ReindexTask.class)
                    .convertToDTO(TaskJson.class)
                    .toDomainObjectConverter(dto -> new ReindexTask(reindex))
                    .toDTOConverter((task, type) -> new TaskJson(type))
                    .typeName(TYPE.asString())
                    .withFactory(TaskDTOModule::new);
        }
    }

    /** {@code additionalInformation} of the task in {@code /tasks}. */
    public record DetailsJson(
            @JsonProperty("type") String type,
            @JsonProperty("highestNumber") long highestNumber,
            @JsonProperty("walkedNumbers") long walkedNumbers,
            @JsonProperty("indexedTickets") long indexedTickets,
            @JsonProperty("timestamp") Instant timestamp)
            implements AdditionalInformationDTO {
        @Override
        public String getType() {
            return type;
        }

        @Override
        public Instant getTimestamp() {
            return timestamp;
        }

        static AdditionalInformationDTOModule<Details, DetailsJson> module() {
            return DTOModule.forDomainObject(Details.class)
                    .convertToDTO(DetailsJson.class)
                    .toDomainObjectConverter(dto -> new Details(
                            dto.highestNumber(), dto.walkedNumbers(), dto.indexedTickets(), dto.timestamp()))
                    .toDTOConverter((details, type) -> new DetailsJson(
                            type,
                            details.highestNumber(),
                            details.walkedNumbers(),
                            details.indexedTickets(),
                            details.timestamp()))
                    .typeName(TYPE.asString())
                    .withFactory(AdditionalInformationDTOModule::new);
        }
    }
}
