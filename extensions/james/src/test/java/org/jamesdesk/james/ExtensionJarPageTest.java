package org.jamesdesk.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jamesdesk.webadmin.DeskRoutes;
import org.junit.jupiter.api.Test;

class ExtensionJarPageTest {
    private static List<String> namesIn(String snippet) {
        String line = ExtensionJarPage.snippet(snippet).strip();
        return Arrays.asList(line.substring(line.indexOf('=') + 1).split(","));
    }

    @Test
    void shouldNameEveryRoute() {
        assertThat(namesIn("webadmin.properties"))
                .containsExactlyInAnyOrderElementsOf(
                        DeskRoutes.all().stream().map(Class::getName).toList());
    }

    @Test
    void shouldNameEveryHealthCheck() {
        assertThat(namesIn("healthcheck.properties"))
                .containsExactlyInAnyOrder(
                        DeskCassandraHealthCheck.class.getName(),
                        DeskOpenSearchHealthCheck.class.getName(),
                        DeskIntakeHealthCheck.class.getName(),
                        DeskSendersHealthCheck.class.getName(),
                        DeskDeliverabilityHealthCheck.class.getName());
    }
}
