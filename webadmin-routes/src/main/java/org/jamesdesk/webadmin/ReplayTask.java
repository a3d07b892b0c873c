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
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.mailets.ParkedMails;

/**
 * The task behind {@code POST /desk/parked?action=replay}: makes tickets of the mails that were parked for an address. Ends
 * early when the address is stopped again or deleted meanwhile.
 */
public final class ReplayTask implements Task {
    /** The task's type, as {@code /tasks} shows it. */
    public static final TaskType TYPE = TaskType.of("desk-replay-parked");

    private final ParkedMails parked;
    private final Configurations configurations;
    private final EmailAddress supportAddress;
    private final ParkedMails.Progress progress = new ParkedMails.Progress();

    public ReplayTask(ParkedMails parked, Configurations configurations, EmailAddress supportAddress) {
        this.parked = parked;
        this.configurations = configurations;
        this.supportAddress = supportAddress;
    }

    @Override
    public Result run() {
        boolean ended = parked.replay(supportAddress, this::takesMail, progress);
        return ended && progress.failed() == 0 ? Result.COMPLETED : Result.PARTIAL;
    }

    private boolean takesMail() {
        return configurations
                .inForce()
                .find(SupportAddress.KIND, supportAddress.key())
                .map(SupportAddress::takesMail)
                .orElse(false);
    }

    @Override
    public TaskType type() {
        return TYPE;
    }

    @Override
    public Optional<TaskExecutionDetails.AdditionalInformation> details() {
        return Optional.of(new Details(
                supportAddress.asString(),
                progress.replayed(),
                progress.failed(),
                Clock.systemUTC().instant()));
    }

    /** How far the task has come. */
    public record Details(String supportAddress, long replayedMails, long failedMails, Instant timestamp)
            implements TaskExecutionDetails.AdditionalInformation {}

    /** How the task is written for a task manager of several nodes. */
    public record TaskJson(@JsonProperty("type") String type, @JsonProperty("supportAddress") String supportAddress)
            implements TaskDTO {
        @Override
        public String getType() {
            return type;
        }

        static TaskDTOModule<ReplayTask, TaskJson> module(ParkedMails parked, Configurations configurations) {
            return DTOModule.forDomainObject(ReplayTask.class)
                    .convertToDTO(TaskJson.class)
                    .toDomainObjectConverter(
                            dto -> new ReplayTask(parked, configurations, EmailAddress.parse(dto.supportAddress())))
                    .toDTOConverter((task, type) -> new TaskJson(type, task.supportAddress.asString()))
                    .typeName(TYPE.asString())
                    .withFactory(TaskDTOModule::new);
        }
    }

    /** {@code additionalInformation} of the task in {@code /tasks}. */
    public record DetailsJson(
            @JsonProperty("type") String type,
            @JsonProperty("supportAddress") String supportAddress,
            @JsonProperty("replayedMails") long replayedMails,
            @JsonProperty("failedMails") long failedMails,
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
                    .toDomainObjectConverter(dto ->
                            new Details(dto.supportAddress(), dto.replayedMails(), dto.failedMails(), dto.timestamp()))
                    .toDTOConverter((details, type) -> new DetailsJson(
                            type,
                            details.supportAddress(),
                            details.replayedMails(),
                            details.failedMails(),
                            details.timestamp()))
                    .typeName(TYPE.asString())
                    .withFactory(AdditionalInformationDTOModule::new);
        }
    }
}
