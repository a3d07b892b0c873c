package org.jamesdesk.distribution.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jamesdesk.distribution.process.Desk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code james-desk stop}. */
@Command(name = "stop", description = "Stops James, then OpenSearch and Cassandra. All data stay.")
final class StopCommand implements Callable<Integer> {
    @Mixin
    private DeskOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Desk desk = options.desk(options.settings());
        if (!desk.isAnythingRunning()) {
            out.println("James Desk is not running.");
            return 0;
        }
        desk.stop(out::println);
        return desk.isAnythingRunning() ? 1 : 0;
    }
}
