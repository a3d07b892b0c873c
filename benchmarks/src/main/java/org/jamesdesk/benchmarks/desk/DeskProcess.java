package org.jamesdesk.benchmarks.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A process of the desk, measured by what Linux counts for it.
 *
 * @param name what people call it
 * @param pid its number
 */
public record DeskProcess(String name, long pid) {
    /** USER_HZ: Linux shows times to programs in hundredths of a second on every platform. */
    private static final long MILLIS_PER_TICK = 10;

    /** What HotSpot calls the threads of its two compilers; Linux keeps fifteen characters. */
    private static final Pattern COMPILER = Pattern.compile("\\d+ \\(C[12] CompilerThre\\).*", Pattern.DOTALL);

    /** The one that asks. */
    public static DeskProcess self() {
        return new DeskProcess("generator", ProcessHandle.current().pid());
    }

    boolean runs() {
        return Files.exists(file("stat"));
    }

    /** The processor time of all its threads since it started, in user code and in the kernel. */
    public Duration cpu() {
        return cpuOf(read("stat"));
    }

    /**
     * The part of it that the compilers of its JVM have taken. Too little by what a compiler's thread took that has ended, which
     * HotSpot lets happen when there is nothing to compile.
     */
    public Duration compilerCpu() {
        try (Stream<Path> threads = Files.list(file("task"))) {
            return threads.map(thread -> text(thread.resolve("stat")))
                    .flatMap(Optional::stream)
                    .filter(DeskProcess::isCompiler)
                    .map(DeskProcess::cpuOf)
                    .reduce(Duration.ZERO, Duration::plus);
        } catch (IOException e) {
            throw new UncheckedIOException(name() + " has ended", e);
        }
    }

    static boolean isCompiler(String stat) {
        return COMPILER.matcher(stat).matches();
    }

    /** Empty when the thread has ended meanwhile. */
    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The most memory that it ever held at a time, in bytes. */
    public long peakMemory() {
        return peakMemoryOf(read("status"));
    }

    static Duration cpuOf(String stat) {
        // The name of the program stands in brackets and may hold anything.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long userTicks = Long.parseLong(fields[11]);
        long systemTicks = Long.parseLong(fields[12]);
        return Duration.ofMillis((userTicks + systemTicks) * MILLIS_PER_TICK);
    }

    static long peakMemoryOf(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0L);
    }

    private Path file(String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }

    private String read(String name) {
        try {
            return Files.readString(file(name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name() + " has ended", e);
        }
    }
}
