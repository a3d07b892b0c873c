package org.jamesdesk.webadmin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.message.mime.Attachment;
import org.jamesdesk.ticket.Conversation;

/** A conversation as the API shows it. */
record ConversationJson(
        String id,
        long ticket,
        String direction,
        Instant at,
        String kind,
        boolean automatic,
        @JsonProperty("private") boolean isPrivate,
        Optional<MailboxJson> from,
        List<MailboxJson> to,
        List<MailboxJson> cc,
        List<MailboxJson> bcc,
        String subject,
        Optional<String> messageId,
        String text,
        boolean textTruncated,
        List<AttachmentJson> attachments,
        long size,
        List<String> reasons,
        List<String> problems) {
    /** As it is stored, the text perhaps cut. */
    static ConversationJson of(Conversation conversation) {
        return of(conversation, conversation.text(), conversation.textTruncated());
    }

    /** With the complete text. */
    static ConversationJson of(Conversation conversation, String completeText) {
        return of(conversation, completeText, false);
    }

    private static ConversationJson of(Conversation conversation, String text, boolean textTruncated) {
        return new ConversationJson(
                conversation.id().value(),
                conversation.ticket().value(),
                conversation.direction().apiName(),
                conversation.at(),
                conversation.kind().apiName(),
                conversation.automatic(),
                conversation.isPrivate(),
                MailboxJson.of(conversation.from()),
                MailboxJson.of(conversation.to()),
                MailboxJson.of(conversation.cc()),
                MailboxJson.of(conversation.bcc()),
                conversation.subject(),
                conversation.messageId(),
                text,
                textTruncated,
                conversation.attachments().stream().map(AttachmentJson::of).toList(),
                conversation.size(),
                conversation.reasons(),
                conversation.problems());
    }

    /** An attachment as the API shows it; its bytes have a path of their own. */
    record AttachmentJson(int number, String name, String type, long size, boolean inline) {
        static AttachmentJson of(Attachment attachment) {
            return new AttachmentJson(
                    attachment.number(),
                    attachment.downloadName(),
                    attachment.type(),
                    attachment.size(),
                    attachment.inline());
        }
    }
}
