package org.jamesdesk.notice;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jamesdesk.StoreUnavailableException;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.work.WorkStore;
import org.jsoup.nodes.Entities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Alerts as a line in the log and a mail to each administrator. Nodes share the memory of what was raised within the hour:
 * a lease that nobody gives back.
 */
public final class MailedAlerts implements AdministratorAlerts {
    private static final Logger LOGGER = LoggerFactory.getLogger(MailedAlerts.class);
    private static final int QUIET_SECONDS = (int) Duration.ofHours(1).toSeconds();

    private static final String TEXT =
            """
            O help desk precisa de um administrador.
            The help desk needs an administrator.
            El help desk necesita a un administrador.

            %1$s

            %2$s

            Este aviso não se repete durante uma hora.
            This alert is not repeated within an hour.
            Este aviso no se repite durante una hora.
            """;
    private static final String HTML =
            """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>%1$s</title></head>
            <body style="font-family: sans-serif; line-height: 1.5; max-width: 40em">
            <p><span lang="pt">O help desk precisa de um administrador.</span><br>
            The help desk needs an administrator.<br>
            <span lang="es">El help desk necesita a un administrador.</span></p>
            <p><strong>%1$s</strong></p>
            <p style="white-space: pre-line">%2$s</p>
            <p><small><span lang="pt">Este aviso não se repete durante uma hora.</span><br>
            This alert is not repeated within an hour.<br>
            <span lang="es">Este aviso no se repite durante una hora.</span></small></p>
            </body>
            </html>
            """;

    private final List<EmailAddress> administrators;
    private final Notices notices;
    private final WorkStore memory;

    /**
     * @param administrators who is told by mail; with none, the log is all
     * @param memory holds the leases that keep alerts from being repeated
     */
    public MailedAlerts(List<EmailAddress> administrators, Notices notices, WorkStore memory) {
        this.administrators = List.copyOf(administrators);
        this.notices = notices;
        this.memory = memory;
    }

    /** Never throws for a store that does not answer: the trouble that is told must not grow by telling it. */
    @Override
    public void raise(String key, String subject, String text) {
        String line = (subject + ": " + text).replaceAll("\\s+", " ");
        String lease = "alert/" + key;
        String occasion = UUID.randomUUID().toString();
        try {
            if (!memory.lease(lease, occasion, QUIET_SECONDS)) {
                return;
            }
        } catch (StoreUnavailableException e) {
            LOGGER.warn("Alert {}: {} (not mailed: {})", key, line, e.getMessage());
            return;
        }
        LOGGER.warn("Alert {}: {}", key, line);
        try {
            mail(key, occasion, subject, text);
        } catch (StoreUnavailableException e) {
            LOGGER.warn("Alert {} was not mailed to every administrator: {}", key, e.getMessage());
        }
    }

    private void mail(String key, String occasion, String subject, String text) {
        NoticeLetter letter = new NoticeLetter(
                subject,
                TEXT.formatted(subject, text),
                HTML.formatted(Entities.escape(subject), Entities.escape(text)),
                Optional.empty());
        for (EmailAddress administrator : administrators) {
            notices.send(NoticeId.of("alert", key, occasion, administrator.key()), key, administrator, letter);
        }
    }
}
