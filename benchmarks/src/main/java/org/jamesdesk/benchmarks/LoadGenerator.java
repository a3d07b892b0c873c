package org.jamesdesk.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jamesdesk.benchmarks.desk.DeskProcess;
import org.jamesdesk.benchmarks.desk.DeskTables;
import org.jamesdesk.benchmarks.desk.DeskUnderTest;
import org.jamesdesk.benchmarks.desk.DiscardingConfiguration;
import org.jamesdesk.benchmarks.desk.Spool;
import org.jamesdesk.benchmarks.desk.StoredMail;
import org.jamesdesk.benchmarks.desk.TicketSearch;
import org.jamesdesk.benchmarks.load.Accounting;
import org.jamesdesk.benchmarks.load.Ledger;
import org.jamesdesk.benchmarks.load.Phase;
import org.jamesdesk.benchmarks.load.Senders;
import org.jamesdesk.benchmarks.load.ThreadingChecks;
import org.jamesdesk.benchmarks.mail.BenchmarkMail;
import org.jamesdesk.benchmarks.mail.MailMaker;
import org.jamesdesk.benchmarks.report.PhaseResult;
import org.jamesdesk.benchmarks.report.Report;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Starts a fresh James Desk, sends it mail, measures, checks where every single mail has gone, and does the same with a
 * James that only accepts and discards. Exit code 0: everything is where it belongs; 1: something is not; 2: the run
 * itself failed.
 */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures James Desk under load and checks where every mail has gone.")
public final class LoadGenerator implements Callable<Integer> {
    private static final String RECIPIENT = "support@desk.example";
    private static final int RAW_SAMPLE = 20;
    /** Load below which nothing waits for anything else, as a share of what the desk can do. */
    private static final double CALM = 0.5;

    @Option(names = "--mails", paramLabel = "N", defaultValue = "5000", description = "Default: ${DEFAULT-VALUE}")
    private int mails;

    @Option(
            names = "--senders",
            paramLabel = "N",
            defaultValue = "16",
            description = "Connections at a time. Default: ${DEFAULT-VALUE}")
    private int senders;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Mails before the measurement. Default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(
            names = "--calm-mails",
            paramLabel = "N",
            defaultValue = "1000",
            description =
                    "Mails sent at half of the measured rate, for times without queues. Default: ${DEFAULT-VALUE}")
    private int calmMails;

    @Option(
            names = "--simultaneous-replies",
            paramLabel = "N",
            defaultValue = "40",
            description = "Replies to one ticket at the same moment. Default: ${DEFAULT-VALUE}")
    private int simultaneousReplies;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "0",
            description = "Replies sent at the same moment as the mails that they answer. Default: ${DEFAULT-VALUE}")
    private int inFlight;

    @Option(names = "--skip-limit", description = "Do not measure the James that discards")
    private boolean skipLimit;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Another seed makes other mails. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--james-desk",
            paramLabel = "FILE",
            description = "The command of the James Desk to measure. Default: bin/james-desk of this repository")
    private Optional<Path> command = Optional.empty();

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where the desk under test lies; must not exist yet. Default: benchmarks/target/home")
    private Optional<Path> home = Optional.empty();

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "20000",
            description = "Is added to every port. Default: ${DEFAULT-VALUE}")
    private int portOffset;

    @Option(names = "--keep", description = "Leave the desk running and its home in place; skips the limit")
    private boolean keep;

    private final PrintStream out = System.out;

    /** See {@code benchmarks/run --help}. */
    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new LoadGenerator());
        command.setExecutionExceptionHandler((e, line, result) -> {
            line.getErr().println("The run failed: " + e);
            return CommandLine.ExitCode.USAGE;
        });
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path repository = Path.of(System.getProperty("desk.repository", "."));
        Path directory = home.orElse(repository.resolve("benchmarks/target/home"));
        if (Files.exists(directory)) {
            throw new IOException(directory + " is there already: a run needs a fresh home. Stop what runs in it"
                    + " (bin/james-desk stop --home " + directory + ") and delete it.");
        }
        DeskUnderTest desk =
                new DeskUnderTest(command.orElse(repository.resolve("bin/james-desk")), directory, portOffset, out);
        AtomicBoolean right = new AtomicBoolean();
        if (!keep) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(desk, directory, right.get()), "stop-desk"));
        }
        Report report = measure(desk);
        right.set(report.isRight());
        report.print(out);
        out.println(System.lineSeparator() + report.json());
        return report.isRight() ? 0 : 1;
    }

    private Report measure(DeskUnderTest desk) throws IOException, InterruptedException {
        desk.start();
        List<PhaseResult> phases = new ArrayList<>();
        Map<String, Accounting> checks = new LinkedHashMap<>();
        Map<String, Long> peakMemory;
        Report.Share verbatim;
        try (DeskTables tables = new DeskTables(desk.cassandra())) {
            Ledger ledger = new Ledger();
            TicketSearch search = new TicketSearch(desk.openSearch());
            MailMaker maker = new MailMaker(seed, "d" + seed, RECIPIENT);
            Phase phase = phase(desk, ledger);
            out.println("Warming up with " + warmUp + " mails");
            phase.throughDesk("warm-up", maker.drafts(warmUp), 0, tables, search);
            out.println("Sending " + mails + " mails");
            phases.add(phase.throughDesk("desk, full load", maker.drafts(mails), 0, tables, search));
            if (calmMails > 0) {
                int rate = (int) Math.max(1, phases.get(0).donePerSecond() * CALM);
                out.println("Sending " + calmMails + " mails, " + rate + " a second");
                phases.add(
                        phase.throughDesk("desk, " + rate + " mails/s", maker.drafts(calmMails), rate, tables, search));
            }
            peakMemory = peakMemory(desk);
            ThreadingChecks special = specialMails(desk, maker, ledger, phase, tables, search);
            out.println("Looking for every mail");
            checks.putAll(accountings(ledger, special, tables, search));
            verbatim = verbatim(ledger, tables);
        }
        Optional<PhaseResult> limit = skipLimit || keep ? Optional.empty() : Optional.of(limit(desk));
        return new Report(phases, limit, checks, verbatim, peakMemory);
    }

    private ThreadingChecks specialMails(
            DeskUnderTest desk, MailMaker maker, Ledger ledger, Phase phase, DeskTables tables, TicketSearch search)
            throws IOException, InterruptedException {
        out.println("Sending simultaneous replies, the same mail again, and the like");
        ThreadingChecks special = new ThreadingChecks(desk.smtp(), RECIPIENT, maker, ledger);
        List<BenchmarkMail> parents = special.openings(3);
        phase.awaitStored(tables);
        special.simultaneousReplies(parents.get(0), simultaneousReplies);
        special.redelivery(parents.get(1));
        special.inReplyToOnly(parents.get(2));
        if (inFlight > 0) {
            special.repliesToMailsInFlight(inFlight);
        }
        phase.awaitStored(tables);
        phase.awaitSearchable(search);
        return special;
    }

    private Map<String, Accounting> accountings(
            Ledger ledger, ThreadingChecks special, DeskTables tables, TicketSearch search) {
        List<StoredMail> stored = tables.receivedMails();
        List<StoredMail> indexed = search.mails();
        Set<String> specialMails = special.mails().values().stream()
                .flatMap(List::stream)
                .map(BenchmarkMail::messageId)
                .collect(Collectors.toCollection(HashSet::new));
        List<BenchmarkMail> load = ledger.mails().stream()
                .filter(mail -> !specialMails.contains(mail.messageId()))
                .toList();
        Map<String, Accounting> checks = new LinkedHashMap<>();
        checks.put("the load, in Cassandra", Accounting.of(load, without(specialMails, stored)));
        checks.put("the load, in OpenSearch", Accounting.of(load, without(specialMails, indexed)));
        special.mails().forEach((name, mailsOfCheck) -> {
            Set<String> ids =
                    mailsOfCheck.stream().map(BenchmarkMail::messageId).collect(Collectors.toSet());
            checks.put(name, Accounting.of(mailsOfCheck, only(ids, stored)));
            checks.put(name + ", in OpenSearch", Accounting.of(mailsOfCheck, only(ids, indexed)));
        });
        return checks;
    }

    private static List<StoredMail> without(Set<String> messageIds, List<StoredMail> stored) {
        return stored.stream()
                .filter(mail -> !messageIds.contains(mail.messageId()))
                .toList();
    }

    private static List<StoredMail> only(Set<String> messageIds, List<StoredMail> stored) {
        return stored.stream()
                .filter(mail -> messageIds.contains(mail.messageId()))
                .toList();
    }

    private static Report.Share verbatim(Ledger ledger, DeskTables tables) {
        List<BenchmarkMail> mails = ledger.mails();
        int same = 0;
        int all = 0;
        for (int i = 0; i < mails.size(); i += RAW_SAMPLE) {
            byte[] sent = mails.get(i).bytes();
            all++;
            same += tables.raw(mails.get(i).messageId())
                            .filter(raw -> raw.length >= sent.length)
                            .filter(raw ->
                                    Arrays.equals(raw, raw.length - sent.length, raw.length, sent, 0, sent.length))
                            .isPresent()
                    ? 1
                    : 0;
        }
        return new Report.Share(same, all);
    }

    private PhaseResult limit(DeskUnderTest desk) throws IOException, InterruptedException {
        out.println("The limit: the same James throws desk mail away");
        desk.stop();
        DiscardingConfiguration.writeInto(desk.mailetContainer());
        desk.start();
        Ledger ledger = new Ledger();
        MailMaker maker = new MailMaker(seed, "l" + seed, RECIPIENT);
        Phase phase = phase(desk, ledger);
        out.println("Warming up with " + warmUp + " mails");
        phase.discarded("warm-up", maker.drafts(warmUp));
        out.println("Sending " + mails + " mails");
        return phase.discarded("limit: accept, discard", maker.drafts(mails));
    }

    private Phase phase(DeskUnderTest desk, Ledger ledger) throws IOException, InterruptedException {
        return new Phase(
                desk,
                new Spool(desk.webAdmin(), desk.token()),
                new Senders(desk.smtp(), RECIPIENT, senders, ledger),
                ledger);
    }

    private static Map<String, Long> peakMemory(DeskUnderTest desk) {
        return desk.processes().stream()
                .collect(Collectors.toMap(
                        DeskProcess::name, DeskProcess::peakMemory, (one, same) -> one, LinkedHashMap::new));
    }

    /** What went wrong can be looked into: only a home where all is right is deleted. */
    private static void stop(DeskUnderTest desk, Path directory, boolean right) {
        try {
            desk.stop();
            if (right) {
                delete(directory);
            } else if (Files.exists(directory)) {
                System.err.println("Left in place: " + directory);
            }
        } catch (IOException e) {
            System.err.println("The desk under test may still run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
