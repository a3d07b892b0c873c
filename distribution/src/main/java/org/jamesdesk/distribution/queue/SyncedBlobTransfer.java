package org.jamesdesk.distribution.queue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import javax.jms.JMSException;
import org.apache.activemq.blob.BlobDownloadStrategy;
import org.apache.activemq.blob.BlobTransferPolicy;
import org.apache.activemq.blob.BlobUploadStrategy;
import org.apache.activemq.command.ActiveMQBlobMessage;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.queue.activemq.FileSystemBlobStrategy;

/**
 * Keeps the content of a queued mail in a file, as James does, and syncs the file and its directory before the mail is
 * sent to the broker.
 */
final class SyncedBlobTransfer extends BlobTransferPolicy {
    private static final int DIRECTORIES = 10;

    private final FileSystem fileSystem;
    private final SyncedStrategy strategy;

    SyncedBlobTransfer(FileSystem fileSystem, String directory) {
        this.fileSystem = fileSystem;
        setDefaultUploadUrl(directory);
        this.strategy = new SyncedStrategy(this, fileSystem);
    }

    @Override
    public BlobTransferPolicy copy() {
        return new SyncedBlobTransfer(fileSystem, getDefaultUploadUrl());
    }

    @Override
    protected BlobDownloadStrategy createDownloadStrategy() {
        return strategy;
    }

    @Override
    protected BlobUploadStrategy createUploadStrategy() {
        return strategy;
    }

    private static final class SyncedStrategy extends FileSystemBlobStrategy {
        private SyncedStrategy(BlobTransferPolicy policy, FileSystem fileSystem) {
            super(policy, fileSystem, DIRECTORIES);
        }

        @Override
        public URL uploadStream(ActiveMQBlobMessage message, InputStream in) throws JMSException, IOException {
            URL url = super.uploadStream(message, in);
            Path file = new File(url.getPath()).toPath();
            sync(file, StandardOpenOption.WRITE);
            sync(file.getParent(), StandardOpenOption.READ);
            return url;
        }

        private static void sync(Path path, StandardOpenOption mode) throws IOException {
            try (FileChannel channel = FileChannel.open(path, mode)) {
                channel.force(true);
            }
        }
    }
}
