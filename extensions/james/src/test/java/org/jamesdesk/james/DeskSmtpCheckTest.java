package org.jamesdesk.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.james.lifecycle.api.StartUpCheck.CheckResult;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.server.core.configuration.FileConfigurationProvider;
import org.junit.jupiter.api.Test;

class DeskSmtpCheckTest {
    private static final String HOOK = "<handler class=\"org.jamesdesk.james.DeskRcptHook\"/>";
    private static final String CORE = "<handler class=\"org.apache.james.smtpserver.CoreCmdHandlerLoader\"/>";

    private static final String USERS = "<handler class=\"org.apache.james.smtpserver.fastfail.ValidRcptHandler\"/>";

    private static String server(String name, String... handlers) {
        return "<smtpserver><jmxName>" + name + "</jmxName><bind>127.0.0.1:25</bind><handlerchain>"
                + String.join("", handlers) + "</handlerchain></smtpserver>";
    }

    private static CheckResult checked(String... servers) {
        String xml = "<smtpservers>" + String.join("", servers) + "</smtpservers>";
        ConfigurationProvider configurations = (component, level) ->
                FileConfigurationProvider.getConfig(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        return new DeskSmtpCheck(configurations).check();
    }

    @Test
    void shouldBeGoodWhenEveryServerAsksTheHookFirst() {
        assertThat(checked(server("mx", HOOK, USERS, CORE), server("submission", HOOK, USERS, CORE))
                        .isGood())
                .isTrue();
    }

    @Test
    void shouldBeGoodWhenTheHookFollowsHandlersThatRefuseNoUser() {
        assertThat(checked(server("mx", CORE, HOOK, USERS)).isGood()).isTrue();
    }

    @Test
    void shouldBeGoodWhenTheServerWithoutTheHookIsDisabled() {
        String disabled = server("old", USERS, CORE).replace("<smtpserver>", "<smtpserver enabled=\"false\">");

        assertThat(checked(disabled, server("mx", HOOK, USERS, CORE)).isGood()).isTrue();
    }

    @Test
    void shouldBeBadAndNameTheServerWhenOnlyAnotherAsksTheHook() {
        CheckResult result = checked(server("mx", USERS, CORE), server("submission", HOOK, USERS, CORE));

        assertThat(result.isBad()).isTrue();
        assertThat(result.toString())
                .contains("smtpserver.xml", "the server mx (127.0.0.1:25)", HOOK)
                .doesNotContain("submission");
    }

    @Test
    void shouldBeBadWhenUsersAreLookedForBeforeTheHook() {
        assertThat(checked(server("mx", USERS, HOOK, CORE)).isBad()).isTrue();
    }

    @Test
    void shouldBeBadWhenAServerHasNoHandlersOfItsOwn() {
        assertThat(checked("<smtpserver><bind>127.0.0.1:25</bind></smtpserver>").isBad())
                .isTrue();
    }

    @Test
    void shouldBeGoodWhenTheConfigurationIsTheDistributions() throws IOException {
        String shipped = Files.readString(Path.of("../../conf/smtpserver.xml"));
        ConfigurationProvider configurations = (component, level) ->
                FileConfigurationProvider.getConfig(new ByteArrayInputStream(shipped.getBytes(StandardCharsets.UTF_8)));

        assertThat(new DeskSmtpCheck(configurations).check().isGood()).isTrue();
    }
}
