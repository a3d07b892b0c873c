package org.jamesdesk.distribution;

import com.google.inject.Module;
import com.google.inject.util.Modules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.james.ExtraProperties;
import org.apache.james.FakeSearchMailboxModule;
import org.apache.james.GuiceJamesServer;
import org.apache.james.JamesServerMain;
import org.apache.james.data.UsersRepositoryModuleChooser;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.modules.BlobExportMechanismModule;
import org.apache.james.modules.BlobMemoryModule;
import org.apache.james.modules.MailboxModule;
import org.apache.james.modules.MailetProcessingModule;
import org.apache.james.modules.data.MemoryDataModule;
import org.apache.james.modules.data.MemoryDelegationStoreModule;
import org.apache.james.modules.data.MemoryUsersRepositoryModule;
import org.apache.james.modules.eventstore.MemoryEventStoreModule;
import org.apache.james.modules.mailbox.MemoryMailboxModule;
import org.apache.james.modules.protocols.IMAPServerModule;
import org.apache.james.modules.protocols.ProtocolHandlerModule;
import org.apache.james.modules.protocols.SMTPServerModule;
import org.apache.james.modules.server.DKIMMailetModule;
import org.apache.james.modules.server.DataRoutesModules;
import org.apache.james.modules.server.MailQueueRoutesModule;
import org.apache.james.modules.server.MailRepositoriesRoutesModule;
import org.apache.james.modules.server.MailboxRoutesModule;
import org.apache.james.modules.server.MailetContainerModule.DefaultProcessorsConfigurationSupplier;
import org.apache.james.modules.server.NoJwtModule;
import org.apache.james.modules.server.RawPostDequeueDecoratorModule;
import org.apache.james.modules.server.TaskManagerModule;
import org.apache.james.modules.server.WebAdminServerModule;
import org.apache.james.modules.vault.DeletedMessageVaultModule;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.server.core.configuration.FileConfigurationProvider;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.jamesdesk.distribution.queue.DurableQueueModule;
import org.jamesdesk.james.DeskServerModule;

/**
 * The James server of this distribution: SMTP, submission, IMAP and WebAdmin, with durable queues and mail repositories
 * and the desk. James' users, mailboxes and WebAdmin-made aliases are volatile; tickets, queued mails and mail
 * repositories are not. JMAP, POP3, LMTP, ManageSieve and JMX are left out: a desk needs none of them, and the start is
 * quicker.
 */
public final class DeskServer {
    /** The system property that names a file which this server makes when everything has started. */
    public static final String READY_FILE = "desk.ready.file";

    private DeskServer() {}

    /** Runs the server of the directory that the system property {@code working.directory} names, until SIGTERM. */
    public static void main(String[] arguments) throws Exception {
        ExtraProperties.initialize();
        JamesServerMain.main(
                create(Configuration.builder().useWorkingDirectoryEnvProperty().build()));
        String readyFile = System.getProperty(READY_FILE);
        if (readyFile != null) {
            Files.writeString(
                    Path.of(readyFile), Long.toString(ProcessHandle.current().pid()));
        }
    }

    /** A server that is not started yet. */
    public static GuiceJamesServer create(Configuration.Basic configuration) {
        return GuiceJamesServer.forConfiguration(configuration)
                .combineWith(james())
                .combineWith(users(configuration))
                .combineWith(new DurableQueueModule(), new DeskServerModule());
    }

    private static Module james() {
        return Modules.combine(
                new MailetProcessingModule(),
                new RawPostDequeueDecoratorModule(),
                new DKIMMailetModule(),
                new MemoryDelegationStoreModule(),
                new BlobMemoryModule(),
                new DeletedMessageVaultModule(),
                new BlobExportMechanismModule(),
                new MailboxModule(),
                new MemoryDataModule(),
                new MemoryEventStoreModule(),
                new MemoryMailboxModule(),
                new FakeSearchMailboxModule(),
                new TaskManagerModule(),
                new ProtocolHandlerModule(),
                new SMTPServerModule(),
                new IMAPServerModule(),
                new WebAdminServerModule(),
                new NoJwtModule(),
                new DataRoutesModules(),
                new MailboxRoutesModule(),
                new MailQueueRoutesModule(),
                new MailRepositoriesRoutesModule(),
                binder -> binder.bind(DefaultProcessorsConfigurationSupplier.class)
                        .toInstance(BaseHierarchicalConfiguration::new));
    }

    private static List<Module> users(Configuration.Basic configuration) {
        FileSystem files = new FileSystemImpl(configuration.directories());
        return new UsersRepositoryModuleChooser(new MemoryUsersRepositoryModule())
                .chooseModules(UsersRepositoryModuleChooser.Implementation.parse(
                        new FileConfigurationProvider(files, configuration)));
    }
}
