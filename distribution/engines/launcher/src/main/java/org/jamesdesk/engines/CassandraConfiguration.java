package org.jamesdesk.engines;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The text of Cassandra's configuration files and the options of its JVM. */
final class CassandraConfiguration {
    private static final List<String> EXPORTS = List.of(
            "java.base/jdk.internal.misc",
            "java.base/jdk.internal.ref",
            "java.base/sun.nio.ch",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.rmi/sun.rmi.transport.tcp",
            "java.sql/java.sql");
    private static final List<String> OPENS = List.of(
            "java.base/java.lang",
            "java.base/java.lang.module",
            "java.base/java.util",
            "java.base/java.nio",
            "java.base/java.io",
            "java.base/jdk.internal.loader",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.reflect",
            "java.base/jdk.internal.math",
            "java.base/jdk.internal.module",
            "java.base/jdk.internal.util.jar",
            "java.base/sun.nio.ch",
            "jdk.management/com.sun.management.internal");

    private final CassandraSettings settings;

    CassandraConfiguration(CassandraSettings settings) {
        this.settings = settings;
    }

    /**
     * {@code commitlog_sync: group} acknowledges a write after it is on the disk, many writes with one sync: a mail that
     * was stored survives a power cut even with one node. {@code commitlog_disk_access_mode: auto} writes past the page cache
     * where the file system can; mapped into memory, every sync makes the pages that are written next fault anew, which took
     * as much processor time as all the rest of a write.
     */
    String yaml() {
        return """
                # Written at each start. Change the launcher's options instead.
                cluster_name: 'James Desk'
                num_tokens: 16
                partitioner: org.apache.cassandra.dht.Murmur3Partitioner
                endpoint_snitch: SimpleSnitch
                seed_provider:
                  - class_name: org.apache.cassandra.locator.SimpleSeedProvider
                    parameters:
                      - seeds: '%4$s'
                listen_address: %1$s
                storage_port: %3$d
                rpc_address: %1$s
                native_transport_port: %2$d
                authenticator: AllowAllAuthenticator
                authorizer: AllowAllAuthorizer

                data_file_directories: ['%5$s/data']
                commitlog_directory: '%5$s/commitlog'
                saved_caches_directory: '%5$s/saved_caches'
                hints_directory: '%5$s/hints'
                cdc_raw_directory: '%5$s/cdc_raw'

                commitlog_sync: group
                commitlog_sync_group_window: 2ms
                commitlog_disk_access_mode: auto
                commitlog_segment_size: 32MiB
                commitlog_total_space: 1024MiB
                disk_failure_policy: die
                commit_failure_policy: die
                auto_snapshot: false
                incremental_backups: false

                read_request_timeout: 10s
                range_request_timeout: 15s
                write_request_timeout: 10s
                cas_contention_timeout: 5s
                request_timeout: 15s
                tombstone_warn_threshold: 1000
                tombstone_failure_threshold: 100000
                batch_size_warn_threshold: 64KiB
                batch_size_fail_threshold: 1024KiB
                concurrent_compactors: 1
                concurrent_reads: 8
                concurrent_writes: 16
                native_transport_max_threads: 32
                paxos_variant: v2
                memtable:
                  configurations:
                    default:
                      class_name: TrieMemtable
                """
                .formatted(
                        settings.address(),
                        settings.cqlPort(),
                        settings.storagePort(),
                        settings.seed(),
                        settings.home().toString().replace("'", "''"));
    }

    String logback() {
        return """
                <configuration scan="false">
                  <appender name="FILE" class="ch.qos.logback.core.rolling.RollingFileAppender">
                    <file>${cassandra.logdir}/system.log</file>
                    <rollingPolicy class="ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy">
                      <fileNamePattern>${cassandra.logdir}/system.log.%d{yyyy-MM-dd}.%i.zip</fileNamePattern>
                      <maxFileSize>20MB</maxFileSize>
                      <maxHistory>7</maxHistory>
                      <totalSizeCap>200MB</totalSizeCap>
                    </rollingPolicy>
                    <encoder>
                      <pattern>%-5level [%thread] %date{ISO8601} %logger{0} - %msg%n</pattern>
                    </encoder>
                  </appender>
                  <root level="INFO">
                    <appender-ref ref="FILE"/>
                  </root>
                </configuration>
                """;
    }

    List<String> jvmOptions(Path yaml, Path logback) {
        List<String> options = new ArrayList<>();
        options.add("-Xms" + settings.heapMebibytes() + "m");
        options.add("-Xmx" + settings.heapMebibytes() + "m");
        options.add("-Xss256k");
        // Named, because the JVM would take the serial collector on a machine with one processor.
        options.add("-XX:+UseG1GC");
        options.add("-XX:+ExitOnOutOfMemoryError");
        options.add("-XX:+PerfDisableSharedMem");
        options.add("-Djava.net.preferIPv4Stack=true");
        options.add("-Djdk.attach.allowAttachSelf=true");
        options.add("-Dcassandra.config=" + yaml.toUri());
        options.add("-Dcassandra.storagedir=" + settings.home());
        options.add("-Dcassandra.logdir=" + settings.home().resolve("logs"));
        options.add("-Dcassandra.jmx.local.port=" + settings.jmxPort());
        options.add("-Dlogback.configurationFile=" + logback);
        if (settings.isSeed()) {
            // There is nobody to hear from before the first node is up.
            options.add("-Dcassandra.skip_wait_for_gossip_to_settle=0");
        }
        EXPORTS.forEach(target -> options.add("--add-exports=" + target + "=ALL-UNNAMED"));
        OPENS.forEach(target -> options.add("--add-opens=" + target + "=ALL-UNNAMED"));
        return options;
    }
}
