package org.jamesdesk.webadmin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jamesdesk.message.authentication.SenderAuthentication;
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
        Optional<AuthenticationJson> authentication,
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
                conversation.authentication().map(AuthenticationJson::of),
                conversation.reasons(),
                conversation.problems());
    }

    /** What is known of the author, in the form that {@code inspect} prints. */
    record AuthenticationJson(String verdict, Optional<SpfJson> spf, List<DkimJson> dkim, boolean aligned) {
        static AuthenticationJson of(SenderAuthentication authentication) {
            return new AuthenticationJson(
                    authentication.verdict().apiName(),
                    authentication.spf().map(spf -> new SpfJson(spf.result().apiName(), spf.domain())),
                    authentication.dkim().stream()
                            .map(dkim -> new DkimJson(dkim.result().apiName(), dkim.domain(), dkim.selector()))
                            .toList(),
                    authentication.aligned());
        }
    }

    record SpfJson(String result, String domain) {}

    record DkimJson(String result, String domain, String selector) {}

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
