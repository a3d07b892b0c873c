package org.jamesdesk.testing;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test class the build's real OpenSearch, which starts when the first test class needs it and ends with the
 * build. Test classes share it, so each uses index names of its own: {@link #newPrefix()}.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final OpenSearchExtension OPENSEARCH = new OpenSearchExtension();
 * }</pre>
 *
 * or {@code @ExtendWith(OpenSearchExtension.class)} and a parameter of type {@link OpenSearchExtension}.
 */
public final class OpenSearchExtension implements BeforeAllCallback, ParameterResolver {
    private volatile Optional<URI> url = Optional.empty();

    @Override
    public void beforeAll(ExtensionContext context) {
        url = Optional.of(TestServers.openSearch());
    }

    /** Where REST clients connect, without a slash at the end. */
    public URI url() {
        return url.orElseThrow(() -> new IllegalStateException("Known when the test class starts"));
    }

    /** A beginning for names of indices and aliases that nobody else uses. */
    public String newPrefix() {
        return "test-" + UUID.randomUUID();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == OpenSearchExtension.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return this;
    }
}
