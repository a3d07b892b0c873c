package org.jamesdesk.engines.opensearch;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.codelibs.opensearch.runner.node.OpenSearchRunnerNode;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.index.mapper.MapperExtrasPlugin;
import org.opensearch.index.reindex.ReindexPlugin;
import org.opensearch.join.ParentJoinPlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.transport.Netty4Plugin;

/**
 * One OpenSearch node as a process of its own. Every argument is one setting of OpenSearch, written {@code name=value};
 * {@code path.home}, {@code node.name}, {@code http.port} and {@code transport.port} are needed. The node listens on the
 * loopback interface only, because it runs without OpenSearch's security plugin. SIGTERM closes it cleanly.
 */
public final class OpenSearchProcess {
    private OpenSearchProcess() {}

    public static void main(String[] arguments) throws NodeValidationException, InterruptedException {
        Settings.Builder settings = Settings.builder();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("Expected name=value, got: " + argument);
            }
            settings.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        settings.put("network.host", "127.0.0.1");
        Environment environment =
                InternalSettingsPreparer.prepareEnvironment(settings.build(), Map.of(), null, () -> "james-desk");

        Node node = new OpenSearchRunnerNode(environment, plugins());
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node, closed), "close-node"));
        node.start();
        closed.await();
    }

    private static List<Class<? extends Plugin>> plugins() {
        return List.of(
                Netty4Plugin.class,
                CommonAnalysisPlugin.class,
                MapperExtrasPlugin.class,
                ParentJoinPlugin.class,
                ReindexPlugin.class,
                PainlessPlugin.class);
    }

    private static void close(Node node, CountDownLatch closed) {
        try {
            node.close();
        } catch (IOException e) {
            System.err.println("The node did not close cleanly: " + e);
        } finally {
            closed.countDown();
        }
    }
}
