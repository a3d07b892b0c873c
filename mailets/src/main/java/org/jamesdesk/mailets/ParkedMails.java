package org.jamesdesk.mailets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import javax.inject.Inject;
import javax.inject.Provider;
import javax.mail.MessagingException;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryPath;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryStore.MailRepositoryStoreException;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.mailet.Mail;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.message.MessageReader;
import org.jamesdesk.message.mime.RawMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mails that {@link ParkStopped} has put aside, in James' mail repository of whatever kind with the path {@link #PATH}.
 * Only their names are held in memory together, never the mails.
 */
public final class ParkedMails {
    /** The path of the repository; its protocol is the administrator's choice. */
    public static final MailRepositoryPath PATH = MailRepositoryPath.from("var/mail/desk-parked");

    private static final Logger LOGGER = LoggerFactory.getLogger(ParkedMails.class);
    private static final String INTAKE = "desk-intake";

    private final Provider<MailRepositoryStore> repositories;
    private final MailQueueFactory<?> queues;
    private final MessageReader reader;

    /** @param repositories asked late, because James makes it late */
    @Inject
    public ParkedMails(Provider<MailRepositoryStore> repositories, MailQueueFactory<?> queues, MessageReader reader) {
        this.repositories = repositories;
        this.queues = queues;
        this.reader = reader;
    }

    /**
     * A part of the list.
     *
     * @param mails in the order of their names, which is about the order in which they came
     * @param next the name after which the list goes on; empty at its end
     */
    public record Page(List<ParkedMail> mails, Optional<String> next) {
        public Page {
            mails = List.copyOf(mails);
        }
    }

    /** How far a replay has come. */
    public static final class Progress {
        private final AtomicLong replayed = new AtomicLong();
        private final AtomicLong failed = new AtomicLong();

        /** How many mails are on their way into tickets again. */
        public long replayed() {
            return replayed.get();
        }

        /** How many could not be read or queued, and stay. */
        public long failed() {
            return failed.get();
        }
    }

    /**
     * Lists mails.
     *
     * @param supportAddress only those of one address
     * @param after {@link Page#next} of the page before
     */
    public Page list(Optional<EmailAddress> supportAddress, Optional<String> after, int limit) {
        List<ParkedMail> mails = new ArrayList<>();
        Optional<String> last = Optional.empty();
        for (String id : names(supportAddress)) {
            if (after.isEmpty() || id.compareTo(after.get()) > 0) {
                if (mails.size() == limit) {
                    return new Page(mails, last);
                }
                find(id).ifPresent(mails::add);
                last = Optional.of(id);
            }
        }
        return new Page(mails, Optional.empty());
    }

    /** The mail with this name; empty when there is none, or it cannot be read. */
    public Optional<ParkedMail> find(String id) {
        for (MailRepository repository : repositories()) {
            try {
                Optional<ParkedMail> found = use(repository, id, mail -> shown(id, mail));
                if (found.isPresent()) {
                    return found;
                }
            } catch (MessagingException | IOException | RuntimeException e) {
                // One mail that cannot be read must not hide the others of a list.
                LOGGER.warn("The parked mail {} cannot be read: {}", id, Reasons.of(e));
            }
        }
        return Optional.empty();
    }

    private ParkedMail shown(String id, Mail mail) throws MessagingException {
        RawMessage raw = MessageBytes.of(mail.getMessage());
        return new ParkedMail(
                id,
                DeskAttributes.text(mail, DeskAttributes.SUPPORT_ADDRESS).flatMap(EmailAddress::tryParse),
                Envelope.sender(mail),
                reader.head(raw),
                raw.size(),
                DeskAttributes.text(mail, DeskAttributes.PARKED_AT).map(Instant::parse));
    }

    /**
     * Copies a mail byte for byte.
     *
     * @return false, and nothing was written, when there is no such mail
     * @throws IOException when it cannot be read to its end, or the target not be written
     */
    public boolean copy(String id, OutputStream target) throws IOException {
        for (MailRepository repository : repositories()) {
            try {
                Optional<Long> copied = use(repository, id, mail -> {
                    try (InputStream bytes = MessageBytes.of(mail.getMessage()).open()) {
                        return bytes.transferTo(target);
                    }
                });
                if (copied.isPresent()) {
                    return true;
                }
            } catch (MessagingException e) {
                throw new IOException("the parked mail cannot be read: " + e.getMessage(), e);
            }
        }
        return false;
    }

    /**
     * Puts the mails of an address into the queue for intake, and removes each from the repository when the queue has it: a
     * crash in between makes it run twice, which intake survives. Running twice at the same time is as harmless.
     *
     * @param wanted asked before each mail: whether to go on
     * @return whether it came to the end
     */
    public boolean replay(EmailAddress supportAddress, BooleanSupplier wanted, Progress progress) {
        SpoolQueue spool = new SpoolQueue(queues);
        for (MailRepository repository : repositories()) {
            for (String id : names(repository, Optional.of(supportAddress))) {
                if (!wanted.getAsBoolean()) {
                    return false;
                }
                replay(repository, id, spool, progress);
            }
        }
        return true;
    }

    private static void replay(MailRepository repository, String id, SpoolQueue spool, Progress progress) {
        try {
            Optional<Boolean> queued = use(repository, id, mail -> {
                mail.setErrorMessage(null);
                VerbatimMimeMessage.protect(mail);
                spool.put(mail, INTAKE, Duration.ZERO);
                return true;
            });
            if (queued.isPresent()) {
                repository.remove(new MailKey(id));
                progress.replayed.incrementAndGet();
            }
        } catch (MessagingException | IOException | RuntimeException e) {
            progress.failed.incrementAndGet();
            LOGGER.error("The parked mail {} was not replayed and stays", id, e);
        }
    }

    private interface Use<R> {
        R of(Mail mail) throws MessagingException, IOException;
    }

    /** Empty when there is no such mail (any more). */
    private static <R> Optional<R> use(MailRepository repository, String id, Use<R> use)
            throws MessagingException, IOException {
        Mail mail = repository.retrieve(new MailKey(id));
        if (mail == null) {
            return Optional.empty();
        }
        try {
            KeptHeader.restore(mail);
            return Optional.of(use.of(mail));
        } finally {
            LifecycleUtil.dispose(mail);
        }
    }

    private List<String> names(Optional<EmailAddress> supportAddress) {
        return repositories().stream()
                .flatMap(repository -> names(repository, supportAddress).stream())
                .sorted()
                .toList();
    }

    private static List<String> names(MailRepository repository, Optional<EmailAddress> supportAddress) {
        try {
            List<String> names = new ArrayList<>();
            for (Iterator<MailKey> keys = repository.list(); keys.hasNext(); ) {
                String name = keys.next().asString();
                if (supportAddress.isEmpty() || ParkedName.isFor(supportAddress.get(), name)) {
                    names.add(name);
                }
            }
            names.sort(String::compareTo);
            return names;
        } catch (MessagingException e) {
            throw new StoreUnavailableException("The repository of parked mails", e);
        }
    }

    private List<MailRepository> repositories() {
        try {
            return repositories.get().getByPath(PATH).toList();
        } catch (MailRepositoryStoreException e) {
            throw new StoreUnavailableException("The repository of parked mails", e);
        }
    }
}
