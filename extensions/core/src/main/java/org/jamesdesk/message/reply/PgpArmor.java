package org.jamesdesk.message.reply;

import java.util.ArrayList;
import java.util.List;

/** Takes the frame of a signed text away (RFC 9580 section 7), which is no word of the sender. */
final class PgpArmor {
    private static final String BEGIN_MESSAGE = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String BEGIN_SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
    private static final String END_SIGNATURE = "-----END PGP SIGNATURE-----";

    private PgpArmor() {}

    static List<Line> remove(List<Line> lines) {
        if (lines.stream().noneMatch(line -> line.depth() == 0 && line.plain().equals(BEGIN_SIGNATURE))) {
            return lines;
        }
        List<Line> bare = new ArrayList<>();
        int i = 0;
        while (i < lines.size()) {
            Line line = lines.get(i++);
            if (line.isQuoted()) {
                bare.add(line);
            } else if (line.plain().equals(BEGIN_MESSAGE)) {
                while (i < lines.size() && lines.get(i).plain().contains(":")) {
                    i++;
                }
            } else if (line.plain().equals(BEGIN_SIGNATURE)) {
                while (i < lines.size() && !lines.get(i).plain().equals(END_SIGNATURE)) {
                    i++;
                }
                i++;
            } else {
                bare.add(line);
            }
        }
        return bare;
    }
}
