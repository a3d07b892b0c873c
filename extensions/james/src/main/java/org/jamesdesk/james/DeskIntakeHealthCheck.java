package org.jamesdesk.james;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.core.healthcheck.Result;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.jamesdesk.configuration.Configurations;

/**
 * Whether mail runs through the desk as it should: addresses are up to date, nothing piles up behind it, and no mail
 * needs a person.
 *
 * <p>May be named in {@code healthcheck.properties}; the class name is public API.
 */
public final class DeskIntakeHealthCheck extends DeskHealthCheck {
    private static final Duration OLD_CONFIGURATION = Duration.ofSeconds(30);
    private static final Duration LONG_BACKLOG = Duration.ofMinutes(10);
    private static final String FAILED = "/desk-failed";

    private final Configurations configurations;
    private final WorkRunners runners;
    private final MailRepositoryStore repositories;
    private final Clock clock;

    @Inject
    DeskIntakeHealthCheck(
            Configurations configurations, WorkRunners runners, MailRepositoryStore repositories, Clock clock) {
        super("Desk intake");
        this.configurations = configurations;
        this.runners = runners;
        this.repositories = repositories;
        this.clock = clock;
    }

    @Override
    Result ask() {
        if (configurations.current().isEmpty()) {
            return Result.unhealthy(componentName(), "The addresses of the desk were not read yet: mail is put off");
        }
        List<String> troubles = new ArrayList<>();
        if (configurations.confirmedAt().isBefore(clock.instant().minus(OLD_CONFIGURATION))) {
            troubles.add("the configuration in force is older than " + OLD_CONFIGURATION.toSeconds() + " s");
        }
        troubles.addAll(runners.behind(LONG_BACKLOG));
        failedMails().ifPresent(troubles::add);
        return troubles.isEmpty()
                ? Result.healthy(componentName())
                : Result.degraded(componentName(), String.join("; ", troubles));
    }

    private Optional<String> failedMails() {
        try {
            long count = 0;
            for (MailRepositoryUrl url : repositories.getUrls().toList()) {
                if (url.getPath().asString().endsWith(FAILED)) {
                    Optional<MailRepository> repository = repositories.get(url);
                    count += repository.isPresent() ? repository.get().size() : 0;
                }
            }
            return count == 0 ? Optional.empty() : Optional.of(count + " mails in the repository desk-failed");
        } catch (Exception e) {
            return Optional.of("the repository desk-failed cannot be read");
        }
    }

    @Override
    Result noAnswer() {
        return Result.degraded(componentName(), "The state of the intake cannot be read");
    }
}
