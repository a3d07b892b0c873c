package org.jamesdesk.james;

import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPRetCode;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.DataLineFilter;

/**
 * Says clearly that a mail is too large. To a client that announces the size James says so itself; to one that just sends
 * the mail it says "Quota exceeded", which people take for a full mailbox.
 *
 * <p>Named in {@code smtpserver.xml}; the class name is public API.
 */
public final class DeskSizeReply implements DataLineFilter {
    private static final String MISLEADING = "Quota exceeded";

    @Override
    public Response onLine(SMTPSession session, byte[] line, LineHandler<SMTPSession> next) {
        Response response = next.onLine(session, line);
        return response != null && isMisleading(response) ? tooLarge(session) : response;
    }

    private static boolean isMisleading(Response response) {
        return SMTPRetCode.QUOTA_EXCEEDED.equals(response.getRetCode())
                && response.getLines().stream().anyMatch(line -> line.toString().endsWith(MISLEADING));
    }

    private static Response tooLarge(SMTPSession session) {
        return new SMTPResponse(
                SMTPRetCode.QUOTA_EXCEEDED,
                "5.3.4 The message is larger than the "
                        + session.getConfiguration().getMaxMessageSize() + " bytes that this server takes");
    }
}
