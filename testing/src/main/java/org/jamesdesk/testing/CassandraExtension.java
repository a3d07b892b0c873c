package org.jamesdesk.testing;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.jamesdesk.engines.CassandraEngine;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test class the build's real Cassandra, which starts when the first test class needs it and ends with the build.
 * Test classes share it, so each uses a keyspace of its own: {@link #newKeyspace()}.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final CassandraExtension CASSANDRA = new CassandraExtension();
 * }</pre>
 *
 * or {@code @ExtendWith(CassandraExtension.class)} and a parameter of type {@link CassandraExtension}.
 */
public final class CassandraExtension implements BeforeAllCallback, ParameterResolver {
    private volatile Optional<InetSocketAddress> contactPoint = Optional.empty();

    @Override
    public void beforeAll(ExtensionContext context) {
        contactPoint = Optional.of(TestServers.cassandra());
    }

    /** Where CQL clients connect. */
    public InetSocketAddress contactPoint() {
        return contactPoint.orElseThrow(() -> new IllegalStateException("Known when the test class starts"));
    }

    /** The same as {@code host:port}, as {@code cassandra.contactPoints} of {@code desk.properties} wants it. */
    public String contactPointText() {
        return contactPoint().getAddress().getHostAddress() + ":"
                + contactPoint().getPort();
    }

    /** The name of the data centre that clients must name. */
    public String localDatacenter() {
        return CassandraEngine.LOCAL_DATACENTER;
    }

    /** A name for a keyspace that nobody else uses; the caller creates it. */
    public String newKeyspace() {
        return TestServers.newKeyspace();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == CassandraExtension.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return this;
    }
}
