package org.jamesdesk.james;

import java.util.List;
import javax.inject.Inject;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.lifecycle.api.StartUpCheck;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.smtpserver.fastfail.ValidRcptHandler;

/**
 * Lets James start only when every SMTP server asks {@link DeskRcptHook} before James looks for a user of that name:
 * otherwise mail to support addresses would be refused as mail to unknown users. James' core handlers come after those
 * of the file, wherever {@code CoreCmdHandlerLoader} stands.
 */
final class DeskSmtpCheck implements StartUpCheck {
    private static final String NAME = "Desk SMTP";
    private static final String HANDLERS = "handlerchain.handler[@class]";
    private static final String HOOK = DeskRcptHook.class.getName();
    private static final String USERS = ValidRcptHandler.class.getName();

    private final ConfigurationProvider configurations;

    @Inject
    DeskSmtpCheck(ConfigurationProvider configurations) {
        this.configurations = configurations;
    }

    @Override
    public CheckResult check() {
        List<String> wrong = enabledServers().stream()
                .filter(server -> !asksInTime(server.getList(HANDLERS, List.of())))
                .map(DeskSmtpCheck::nameOf)
                .toList();
        if (wrong.isEmpty()) {
            return CheckResult.builder()
                    .checkName(NAME)
                    .resultType(ResultType.GOOD)
                    .build();
        }
        return CheckResult.builder()
                .checkName(NAME)
                .resultType(ResultType.BAD)
                .description("smtpserver.xml: the handler chain of " + String.join(" and of ", wrong)
                        + " needs, as its first handler, <handler class=\"" + HOOK + "\"/>")
                .build();
    }

    private static boolean asksInTime(List<Object> handlers) {
        int hook = handlers.indexOf(HOOK);
        int users = handlers.indexOf(USERS);
        return hook >= 0 && (users < 0 || hook < users);
    }

    private static String nameOf(HierarchicalConfiguration<ImmutableNode> server) {
        return "the server " + server.getString("jmxName", "without a jmxName") + " ("
                + server.getString("bind", "without a bind") + ")";
    }

    private List<HierarchicalConfiguration<ImmutableNode>> enabledServers() {
        try {
            return configurations.getConfiguration("smtpserver").configurationsAt("smtpserver").stream()
                    .filter(server -> server.getBoolean("[@enabled]", true))
                    .toList();
        } catch (ConfigurationException e) {
            throw new IllegalStateException("smtpserver.xml cannot be read", e);
        }
    }

    @Override
    public String checkName() {
        return NAME;
    }
}
