package org.jamesdesk.distribution.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jamesdesk.distribution.demo.Demo;
import org.jamesdesk.distribution.home.RunSettings;
import org.jamesdesk.distribution.home.WebAdminKeys;
import org.jamesdesk.distribution.process.Desk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code james-desk demo}: exit code 0 only when everything came out as it should. */
@Command(
        name = "demo",
        description = "Sends a dozen real mails through the desk (starting it if needed), answers two, and shows the"
                + " tickets.")
final class DemoCommand implements Callable<Integer> {
    private static final Duration TOKEN_VALIDITY = Duration.ofHours(1);

    @Mixin
    private DeskOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        RunSettings settings = options.settings();
        Desk desk = options.desk(settings);
        if (!desk.isUp()) {
            StartCommand.start(options, settings, desk, out);
        }
        String token = new WebAdminKeys(options.home(), Clock.systemUTC()).administratorToken(TOKEN_VALIDITY);
        List<Demo.Row> tickets = new Demo(settings, desk.webAdmin(), token, Clock.systemUTC(), out::println).run();

        TextTable table = new TextTable("ticket", "status", "contact", "subject", "conversations", "deliveries");
        tickets.stream()
                .sorted(Comparator.comparingLong(Demo.Row::number))
                .forEach(ticket -> table.add(
                        Long.toString(ticket.number()),
                        ticket.status(),
                        ticket.contact(),
                        ticket.subject(),
                        Integer.toString(ticket.conversations()),
                        ticket.deliveries()));
        out.print(System.lineSeparator() + table);
        out.println(System.lineSeparator() + "All is as it should be. The desk goes on running: " + desk.webAdmin()
                + "; stop it with: " + options.call("stop"));
        return 0;
    }
}
