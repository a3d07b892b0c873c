package org.jamesdesk.distribution.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunSettingsTest {
    @TempDir
    private Path directory;

    @Test
    void shouldAddOffsetToEveryPortWhenOneIsGiven() {
        Ports ports = new Ports(100);

        assertThat(new int[] {
                    ports.smtp(),
                    ports.submission(),
                    ports.imap(),
                    ports.webAdmin(),
                    ports.cassandra(),
                    ports.openSearch(),
                    ports.demoPeer()
                })
                .containsExactly(2625, 2687, 2243, 8100, 9142, 9300, 2626);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 56_236})
    void shouldRefuseOffsetWhenSomePortWouldBeNone(int offset) {
        assertThatThrownBy(() -> new Ports(offset)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "desk", "-a.example", "a..example", "a b.example", "<x>.example", "${sys:x}.example"})
    void shouldRefuseDomainWhenItIsNone(String domain) {
        assertThatThrownBy(() -> new RunSettings(new Ports(0), domain, Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldGiveBackSettingsWhenTheyWereRemembered() {
        HomeDirectory home = new HomeDirectory(directory.resolve("home"));
        home.prepare();
        RunSettings settings = new RunSettings(
                new Ports(7), "Help.Example", Optional.of("db:9042"), Optional.of("https://search:9200"));

        home.remember(settings);

        assertThat(home.settings()).contains(settings);
        assertThat(settings.domain()).isEqualTo("help.example");
    }

    @Test
    void shouldKeepEnginesWhenTheStartNamesNone() {
        assertThat(elsewhere().withEngines(Optional.empty(), Optional.empty())).isEqualTo(elsewhere());
    }

    @Test
    void shouldTakeTheEngineThatTheStartNamesWhenThereWasAnother() {
        RunSettings settings = elsewhere().withEngines(Optional.of("db2:9042"), Optional.empty());

        assertThat(settings.engineOptions()).isEqualTo("--cassandra db2:9042 --opensearch https://search:9200");
    }

    @Test
    void shouldGoBackToItsOwnEnginesWhenTheStartSaysSo() {
        RunSettings settings = elsewhere().withEngines(Optional.of("own"), Optional.of("own"));

        assertThat(settings.cassandra()).isEmpty();
        assertThat(settings.openSearchUrl()).isEqualTo("http://127.0.0.1:9200");
        assertThat(settings.engineOptions()).isEmpty();
    }

    private static RunSettings elsewhere() {
        return new RunSettings(
                new Ports(0), "desk.example", Optional.of("db:9042"), Optional.of("https://search:9200"));
    }

    @Test
    void shouldHaveNoSettingsWhenNothingWasStartedYet() {
        assertThat(new HomeDirectory(directory).settings()).isEmpty();
    }
}
