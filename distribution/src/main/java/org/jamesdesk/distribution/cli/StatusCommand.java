package org.jamesdesk.distribution.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jamesdesk.distribution.process.Desk;
import org.jamesdesk.distribution.process.Health;
import org.jamesdesk.distribution.process.Service;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code james-desk status}: exit code 0 only when everything runs and no health check is red. */
@Command(name = "status", description = "Shows what runs. Exit code 0 only when everything is up.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private DeskOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Desk desk = options.desk(options.settings());
        boolean allUp = true;
        TextTable processes = new TextTable("process", "state", "ports");
        for (Service service : desk.services()) {
            boolean up = service.engine().isRunning() && service.engine().answers();
            allUp &= up;
            processes.add(service.name(), state(service, up), ports(service));
        }
        out.print(processes);
        Optional<Health> health = desk.health();
        health.ifPresent(answer -> {
            TextTable checks = new TextTable("health check", "state", "cause");
            answer.checks().forEach(check -> checks.add(check.name(), check.status(), check.cause()));
            out.print(System.lineSeparator() + checks);
        });
        out.flush();
        return allUp && health.filter(Health::isUsable).isPresent() ? 0 : 1;
    }

    private static String state(Service service, boolean up) {
        if (up) {
            return "up";
        }
        return service.engine().isRunning() ? "does not answer" : "down";
    }

    private static String ports(Service service) {
        return service.ports().stream()
                .map(port -> Integer.toString(port.number()))
                .collect(Collectors.joining(" "));
    }
}
