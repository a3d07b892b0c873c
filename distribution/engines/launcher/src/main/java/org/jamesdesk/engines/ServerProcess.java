package org.jamesdesk.engines;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A server that runs as a process of its own and outlives the one that started it. Everything known about it lies in its
 * pid file: any JVM that is given the same pid file can ask, stop or kill it.
 */
public final class ServerProcess {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);
    private static final int TAIL_LINES = 40;
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final String name;
    private final PidFile pidFile;
    private final Path lockFile;
    private final Path log;

    /**
     * @param name    what to call the server in messages
     * @param pidFile where its process number is kept; one server, one file
     * @param log     the file that receives its standard output and errors
     */
    public ServerProcess(String name, Path pidFile, Path log) {
        this.name = name;
        this.pidFile = new PidFile(pidFile);
        this.lockFile = pidFile.resolveSibling(pidFile.getFileName() + ".lock");
        this.log = log;
    }

    /** The file that receives the server's standard output and errors. */
    public Path log() {
        return log;
    }

    /** The number of the running process; empty when the server does not run. */
    public Optional<Long> pid() {
        return pidFile.running().map(ProcessHandle::pid);
    }

    /** Says whether the server's process runs; it need not answer yet. */
    public boolean isRunning() {
        return pidFile.running().isPresent();
    }

    /**
     * Starts the process unless it runs already. Two callers at the same time start one process.
     *
     * @param command          the command with its arguments
     * @param workingDirectory an existing directory
     * @return false when it ran already
     * @throws EngineFailedException when the command cannot be started
     */
    public boolean start(List<String> command, Path workingDirectory) {
        try {
            Files.createDirectories(lockFile.toAbsolutePath().getParent());
            Files.createDirectories(log.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!lock.isValid() || isRunning()) {
                    return false;
                }
                Process process = new ProcessBuilder(detached(command))
                        .directory(workingDirectory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()))
                        .start();
                pidFile.write(process.toHandle());
                return true;
            }
        } catch (IOException e) {
            throw new EngineFailedException("Cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Waits until the server answers.
     *
     * @param answers asks the server; called again and again
     * @param timeout how long to wait at most
     * @throws EngineFailedException when the process ends or the time is over; with the end of the log
     */
    public void awaitAnswer(BooleanSupplier answers, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            ProcessHandle process = pidFile.running()
                    .orElseThrow(() -> new EngineFailedException(name + " ended before it answered." + logTail()));
            if (answers.getAsBoolean()) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new EngineFailedException(
                        name + " does not answer after " + timeout.toSeconds() + " s." + logTail());
            }
            pause(process);
        }
    }

    /**
     * Asks the process to end (SIGTERM) and kills it when it does not end in time. No effect when it does not run.
     *
     * @param grace how long to wait before killing
     */
    public void stop(Duration grace) {
        pidFile.running().ifPresent(process -> {
            process.destroy();
            if (!awaitEnd(process, grace)) {
                process.destroyForcibly();
                expectEnd(process);
            }
        });
        forget();
    }

    /** Kills the process at once (SIGKILL) and waits until it is gone. No effect when it does not run. */
    public void kill() {
        pidFile.running().ifPresent(process -> {
            process.destroyForcibly();
            expectEnd(process);
        });
        forget();
    }

    /** The last lines of the log, for messages. */
    public String logTail() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            List<String> tail = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
            return " The end of " + log + ":\n" + String.join("\n", tail);
        } catch (IOException e) {
            return " There is no log at " + log + ".";
        }
    }

    /** A session of its own, so that Ctrl-C or a closed terminal does not end the server. */
    private static List<String> detached(List<String> command) {
        if (!Files.isExecutable(SETSID)) {
            return command;
        }
        List<String> detached = new ArrayList<>();
        detached.add(SETSID.toString());
        detached.addAll(command);
        return detached;
    }

    private void expectEnd(ProcessHandle process) {
        if (!awaitEnd(process, AFTER_KILL)) {
            throw new EngineFailedException(name + " (process " + process.pid() + ") cannot be killed");
        }
    }

    private boolean awaitEnd(ProcessHandle process, Duration atMost) {
        ProcessIdentity identity = ProcessIdentity.of(process);
        long deadline = System.nanoTime() + atMost.toNanos();
        while (identity.running().isPresent()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause(process);
        }
        return true;
    }

    /** Waits a moment, but not longer than the process lives. */
    private void pause(ProcessHandle process) {
        try {
            process.onExit().get(POLL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // It lives on.
        } catch (ExecutionException e) {
            throw new EngineFailedException("Cannot watch " + name, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineFailedException("Interrupted while waiting for " + name, e);
        }
    }

    private void forget() {
        try {
            pidFile.delete();
        } catch (IOException e) {
            throw new EngineFailedException("Cannot delete the pid file of " + name, e);
        }
    }
}
