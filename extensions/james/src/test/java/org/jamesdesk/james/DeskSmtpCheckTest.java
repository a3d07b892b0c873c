package org.jamesdesk.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.apache.james.lifecycle.api.StartUpCheck.CheckResult;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.server.core.configuration.FileConfigurationProvider;
import org.junit.jupiter.api.Test;

class DeskSmtpCheckTest {
    private static final String HOOK = "<handler class=\"org.jamesdesk.james.DeskRcptHook\"/>";
    private static final String CORE = "<handler class=\"org.apache.james.smtpserver.CoreCmdHandlerLoader\"/>";

    private static CheckResult checked(String... chains) {
        StringBuilder xml = new StringBuilder("<smtpservers>");
        for (String chain : chains) {
            xml.append("<smtpserver enabled=\"true\"><handlerchain>")
                    .append(chain)
                    .append("</handlerchain></smtpserver>");
        }
        xml.append("</smtpservers>");
        ConfigurationProvider configurations = (component, level) -> FileConfigurationProvider.getConfig(
                new ByteArrayInputStream(xml.toString().getBytes(StandardCharsets.UTF_8)));
        return new DeskSmtpCheck(configurations).check();
    }

    @Test
    void shouldBeGoodWhenAServerAsksTheHook() {
        assertThat(checked(HOOK + CORE).isGood()).isTrue();
    }

    @Test
    void shouldBeGoodWhenOneOfSeveralServersAsksTheHook() {
        assertThat(checked(CORE, CORE + HOOK).isGood()).isTrue();
    }

    @Test
    void shouldBeBadAndSayTheLineThatIsMissingWhenNoServerAsksTheHook() {
        CheckResult result = checked(CORE, CORE);

        assertThat(result.isBad()).isTrue();
        assertThat(result.toString()).contains("smtpserver.xml", HOOK);
    }
}
