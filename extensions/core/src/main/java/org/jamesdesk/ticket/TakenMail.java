package org.jamesdesk.ticket;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.ReadMessage;
import org.jamesdesk.work.Work;

/**
 * A mail that is a conversation of the desk now.
 *
 * @param message what was read of it
 * @param envelopeSender its reverse-path; empty for the null sender
 * @param conversation the conversation it is
 * @param opened the ticket as it was opened, when this mail opened it
 * @param scope the department under which its Message-ID is remembered for threading
 * @param work what was scheduled with it
 * @param repeated whether it was taken in before: a run that a crash cut short goes on, or the mail came twice
 */
public record TakenMail(
        ReadMessage message,
        Optional<EmailAddress> envelopeSender,
        Conversation conversation,
        Optional<Ticket> opened,
        DepartmentId scope,
        List<Work> work,
        boolean repeated) {
    public TakenMail {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(envelopeSender, "envelopeSender");
        Objects.requireNonNull(conversation, "conversation");
        Objects.requireNonNull(opened, "opened");
        Objects.requireNonNull(scope, "scope");
        work = List.copyOf(work);
    }
}
