package org.jamesdesk.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jamesdesk.message.report.BounceReason;
import org.junit.jupiter.api.Test;

/** {@code docs/bounces.md} says of every reason what the desk does. */
class BouncesPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "bounces.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| ([^|]+) \\| ([^|]+) \\|$");

    private static String hard(BounceReason reason) {
        if (reason.temporary()) {
            return "–";
        }
        return switch (Consequence.whenHard(reason)) {
            case ALWAYS -> "blocks";
            case IF_DEAD -> "blocks, unless the address had been accepted before";
            case IF_ABOUT_RECIPIENT -> "blocks at RCPT or with x.1.x, x.2.x; else nothing";
            case NEVER -> "nothing";
        };
    }

    @Test
    void shouldShowTheTableByWhichTheDeskActs() throws IOException {
        Map<String, String> shown = ROW.matcher(Files.readString(PAGE))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), BouncesPageTest::cells));

        assertThat(shown)
                .isEqualTo(Arrays.stream(BounceReason.values())
                        .collect(Collectors.toMap(BounceReason::apiName, reason -> hard(reason) + " | counts")));
    }

    private static String cells(MatchResult row) {
        return row.group(2) + " | " + row.group(3);
    }
}
