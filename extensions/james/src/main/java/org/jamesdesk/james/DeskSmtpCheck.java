package org.jamesdesk.james;

import java.util.List;
import javax.inject.Inject;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.lifecycle.api.StartUpCheck;
import org.apache.james.server.core.configuration.ConfigurationProvider;

/**
 * Lets James start only when an SMTP server asks {@link DeskRcptHook}: without it mail to support addresses would be
 * refused as mail to unknown users.
 */
final class DeskSmtpCheck implements StartUpCheck {
    private static final String NAME = "Desk SMTP";

    private final ConfigurationProvider configurations;

    @Inject
    DeskSmtpCheck(ConfigurationProvider configurations) {
        this.configurations = configurations;
    }

    @Override
    public CheckResult check() {
        List<Object> handlers = handlers();
        if (handlers.contains(DeskRcptHook.class.getName())) {
            return CheckResult.builder()
                    .checkName(NAME)
                    .resultType(ResultType.GOOD)
                    .build();
        }
        return CheckResult.builder()
                .checkName(NAME)
                .resultType(ResultType.BAD)
                .description(
                        "smtpserver.xml: the handler chain that takes mail from outside needs, as its first handler,"
                                + " <handler class=\"" + DeskRcptHook.class.getName() + "\"/>")
                .build();
    }

    private List<Object> handlers() {
        try {
            return configurations
                    .getConfiguration("smtpserver")
                    .getList("smtpserver.handlerchain.handler[@class]", List.of());
        } catch (ConfigurationException e) {
            throw new IllegalStateException("smtpserver.xml cannot be read", e);
        }
    }

    @Override
    public String checkName() {
        return NAME;
    }
}
