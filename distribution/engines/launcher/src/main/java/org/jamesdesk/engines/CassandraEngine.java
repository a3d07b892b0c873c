package org.jamesdesk.engines;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One Cassandra node. Its configuration is written anew at each start; its data stay in {@code <home>/data}. */
public final class CassandraEngine implements Engine {
    /** The name of the only data centre that a node with SimpleSnitch has. */
    public static final String LOCAL_DATACENTER = "datacenter1";

    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final int CONNECT_MILLIS = 500;

    private final CassandraSettings settings;
    private final ServerProcess process;

    public CassandraEngine(CassandraSettings settings) {
        this.settings = settings;
        this.process = new ServerProcess(
                "Cassandra",
                settings.home().resolve("cassandra.pid"),
                settings.home().resolve("logs/output.log"));
    }

    /** Where CQL clients connect. */
    public InetSocketAddress contactPoint() {
        return new InetSocketAddress(settings.address(), settings.cqlPort());
    }

    @Override
    public void start() {
        if (!isRunning()) {
            process.start(writeConfiguration(), settings.home());
        }
        process.awaitAnswer(this::answers, START);
    }

    @Override
    public boolean isRunning() {
        return process.isRunning();
    }

    @Override
    public boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(contactPoint(), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void stop() {
        process.stop(STOP);
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public Path log() {
        return process.log();
    }

    private List<String> writeConfiguration() {
        CassandraConfiguration configuration = new CassandraConfiguration(settings);
        Path directory = settings.home().resolve("conf");
        Path yaml = directory.resolve("cassandra.yaml");
        Path logback = directory.resolve("logback.xml");
        try {
            Files.createDirectories(directory);
            Files.writeString(yaml, configuration.yaml(), StandardCharsets.UTF_8);
            Files.writeString(logback, configuration.logback(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new EngineFailedException("Cannot write Cassandra's configuration to " + directory, e);
        }
        List<String> command = new ArrayList<>();
        command.add(JavaHome.forCassandra().executable().toString());
        command.addAll(configuration.jvmOptions(yaml, logback));
        command.addAll(settings.jvmOptions());
        command.add("-cp");
        command.add(ClassPath.ofDirectory(settings.lib()));
        command.add("org.apache.cassandra.service.CassandraDaemon");
        return command;
    }
}
