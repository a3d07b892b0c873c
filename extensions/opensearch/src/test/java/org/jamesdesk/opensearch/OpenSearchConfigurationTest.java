package org.jamesdesk.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenSearchConfigurationTest {
    private static final OpenSearchConfiguration PLAIN =
            OpenSearchConfiguration.of(URI.create("http://127.0.0.1:9200"));

    @Test
    void shouldHideThePasswordWhenPrinted() {
        OpenSearchConfiguration configuration = PLAIN.withCredentials("indexer", "s3cret-word");

        assertThat(configuration.toString()).contains("indexer").doesNotContain("s3cret-word");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "ftp://127.0.0.1:9200",
                "http:///path",
                "http://127.0.0.1:9200/path",
                "http://user:secret@127.0.0.1:9200",
                "http://127.0.0.1:9200?x=y"
            })
    void shouldNameTheKeyAndNotTheValueWhenTheUrlIsRefused(String url) {
        assertThatThrownBy(() -> OpenSearchConfiguration.of(URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("opensearch.url")
                .hasMessageNotContaining("secret");
    }

    @Test
    void shouldNameTheKeyWhenANumberIsOutOfRange() {
        assertThatThrownBy(() -> PLAIN.withShards(0, 0)).hasMessageContaining("opensearch.shards");
        assertThatThrownBy(() -> PLAIN.withShards(1, -1)).hasMessageContaining("opensearch.replicas");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Desk", "-desk", "desk*", "desk,other", "desk/x", "_all"})
    void shouldNameTheKeyWhenTheAliasIsRefused(String prefix) {
        assertThatThrownBy(() -> PLAIN.withAliasPrefix(prefix)).hasMessageContaining("opensearch.aliasPrefix");
    }

    @Test
    void shouldNameTheKeyWhenTheUserIsRefused() {
        assertThatThrownBy(() -> PLAIN.withCredentials("a:b", "x"))
                .hasMessageContaining("opensearch.user")
                .hasMessageNotContaining("a:b");
    }
}
