package org.jamesdesk.engines;

import java.nio.file.Path;
import java.util.List;

/** The settings of an OpenSearch node, the text of its logging configuration and the options of its JVM. */
final class OpenSearchConfiguration {
    private final OpenSearchSettings settings;

    OpenSearchConfiguration(OpenSearchSettings settings) {
        this.settings = settings;
    }

    /**
     * The disk watermarks are absolute: the default, a share of the disk, would make every index read-only on a large
     * disk that still has hundreds of gigabytes free.
     */
    List<String> nodeSettings() {
        return List.of(
                "path.home=" + settings.home(),
                "path.data=" + settings.home().resolve("data"),
                "path.logs=" + settings.home().resolve("logs"),
                "cluster.name=" + settings.clusterName(),
                "node.name=" + settings.clusterName(),
                "discovery.type=single-node",
                "http.port=" + settings.httpPort(),
                "transport.port=" + settings.transportPort(),
                "cluster.routing.allocation.disk.watermark.low=2gb",
                "cluster.routing.allocation.disk.watermark.high=1gb",
                "cluster.routing.allocation.disk.watermark.flood_stage=500mb");
    }

    String log4j() {
        return """
                status = error
                appender.rolling.type = RollingFile
                appender.rolling.name = rolling
                appender.rolling.fileName = ${sys:desk.opensearch.logs}/opensearch.log
                appender.rolling.filePattern = ${sys:desk.opensearch.logs}/opensearch-%i.log.gz
                appender.rolling.layout.type = PatternLayout
                appender.rolling.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] %m%n
                appender.rolling.policies.type = Policies
                appender.rolling.policies.size.type = SizeBasedTriggeringPolicy
                appender.rolling.policies.size.size = 20MB
                appender.rolling.strategy.type = DefaultRolloverStrategy
                appender.rolling.strategy.max = 9
                rootLogger.level = info
                rootLogger.appenderRef.rolling.ref = rolling
                """;
    }

    List<String> jvmOptions(Path log4j) {
        return List.of(
                "-Xms" + settings.heapMebibytes() + "m",
                "-Xmx" + settings.heapMebibytes() + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+PerfDisableSharedMem",
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-Dio.netty.noUnsafe=true",
                "-Dio.netty.noKeySetOptimization=true",
                "-Dio.netty.recycler.maxCapacityPerThread=0",
                "-Dlog4j.shutdownHookEnabled=false",
                "-Dlog4j2.disable.jmx=true",
                "-Ddesk.opensearch.logs=" + settings.home().resolve("logs"),
                "-Dlog4j2.configurationFile=" + log4j.toUri());
    }
}
