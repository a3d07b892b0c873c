package org.jamesdesk.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells a process from every other, also from a later one to which the operating system gives the same number.
 *
 * @param pid   its number
 * @param start when it started: on Linux the clock ticks since the machine was booted, which no correction of the clock
 *              changes, elsewhere an instant
 */
public record ProcessIdentity(long pid, String start) {
    private static final int STATE = 0;
    private static final int START_TICKS = 19;

    /** The identity of a process that runs or has just run. */
    public static ProcessIdentity of(ProcessHandle process) {
        String start = stat(process.pid(), START_TICKS)
                .or(() -> process.info().startInstant().map(Instant::toString))
                .orElse("unknown");
        return new ProcessIdentity(process.pid(), start);
    }

    /** The process itself, when it still runs. */
    public Optional<ProcessHandle> running() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> !isZombie())
                .filter(process -> of(process).equals(this));
    }

    /** One word. */
    @Override
    public String toString() {
        return pid + "@" + start;
    }

    /** The reverse of {@link #toString}; empty when the text is not one. */
    public static Optional<ProcessIdentity> parse(String text) {
        String[] parts = text.strip().split("@", 2);
        return parts.length == 2 && parts[0].matches("[1-9]\\d{0,17}")
                ? Optional.of(new ProcessIdentity(Long.parseLong(parts[0]), parts[1]))
                : Optional.empty();
    }

    /** A process that has ended but for whose end nobody has asked; the JDK takes it for alive. */
    private boolean isZombie() {
        return stat(pid, STATE).filter("Z"::equals).isPresent();
    }

    /** A field of /proc/pid/stat, counted from the one after the command's name; empty where there is no such file. */
    private static Optional<String> stat(long pid, int field) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[field]);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
