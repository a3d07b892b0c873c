package org.jamesdesk.engines;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One OpenSearch node. Its configuration is written anew at each start; its data stay in {@code <home>/data}. */
public final class OpenSearchEngine implements Engine {
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final int ANSWER_MILLIS = 2_000;

    private final OpenSearchSettings settings;
    private final ServerProcess process;

    public OpenSearchEngine(OpenSearchSettings settings) {
        this.settings = settings;
        this.process = new ServerProcess(
                "OpenSearch",
                settings.home().resolve("opensearch.pid"),
                settings.home().resolve("logs/output.log"));
    }

    /** Where REST clients connect, without a slash at the end. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + settings.httpPort());
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

    /** Says whether the node is the elected manager of its cluster and takes requests. */
    @Override
    public boolean answers() {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    url().resolve("/_cluster/health").toURL().openConnection();
            connection.setConnectTimeout(ANSWER_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
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
        OpenSearchConfiguration configuration = new OpenSearchConfiguration(settings);
        Path directory = settings.home().resolve("config");
        Path log4j = directory.resolve("log4j2.properties");
        try {
            Files.createDirectories(directory);
            Files.writeString(log4j, configuration.log4j(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new EngineFailedException("Cannot write OpenSearch's configuration to " + directory, e);
        }
        List<String> command = new ArrayList<>();
        command.add(JavaHome.forOpenSearch().executable().toString());
        command.addAll(configuration.jvmOptions(log4j));
        command.addAll(settings.jvmOptions());
        command.add("-cp");
        command.add(ClassPath.ofDirectory(settings.lib()));
        command.add("org.jamesdesk.engines.opensearch.OpenSearchProcess");
        command.addAll(configuration.nodeSettings());
        return command;
    }
}
