package org.jamesdesk.engines;

import java.nio.file.Path;

/**
 * A database or search engine that runs as a process of its own, with its files in one directory. An engine object holds
 * no state: any JVM that makes one with the same settings speaks about the same process.
 */
public interface Engine {
    /**
     * Starts the engine unless it runs already, and waits until it answers.
     *
     * @throws EngineFailedException when it does not come up; with the end of its log
     */
    void start();

    /** Says whether the engine's process runs. */
    boolean isRunning();

    /** Says whether the engine answers on its port now. */
    boolean answers();

    /** Asks the engine to end, and kills it when it does not end within half a minute. Its data stay. */
    void stop();

    /** Kills the engine at once, as {@code kill -9} does. Its data stay as they are. */
    void kill();

    /** The engine's log file. */
    Path log();
}
