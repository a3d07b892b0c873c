package org.jamesdesk.message;

import java.util.Map;
import org.jamesdesk.message.mime.RawMessage;

/** Reads the hostile mails; to be run with a small heap. The bytes of the mails themselves take no memory. */
final class HostileMailsRun {
    private HostileMailsRun() {}

    public static void main(String[] arguments) {
        ReadingCheck check = new ReadingCheck();
        for (Map.Entry<String, RawMessage> mail : HostileMails.all().entrySet()) {
            long begin = System.nanoTime();
            try {
                check.check(mail.getKey(), mail.getValue());
            } catch (OutOfMemoryError | AssertionError e) {
                System.out.println("FAILED: " + mail.getKey());
                e.printStackTrace(System.out);
                System.exit(1);
            }
            System.out.println(mail.getKey() + ": " + (System.nanoTime() - begin) / 1_000_000 + " ms");
        }
    }
}
