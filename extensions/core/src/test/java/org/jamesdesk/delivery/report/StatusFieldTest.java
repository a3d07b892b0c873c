package org.jamesdesk.delivery.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StatusFieldTest {
    private static final Pattern LIKE_A_FIELD =
            Pattern.compile("(?i)\\s*(?:original-recipient|final-recipient|action|status)\\s*:.*");

    private static List<String> lines(String field) {
        assertThat(field).endsWith("\r\n");
        return List.of(field.substring(0, field.length() - 2).split("\r\n", -1));
    }

    @Test
    void shouldFoldAtSpaces() {
        String said = "smtp; 550 5.1.1 " + "word ".repeat(40).strip();
        List<String> lines = lines(StatusField.of("Diagnostic-Code", said));

        assertThat(lines).hasSizeGreaterThan(2).allMatch(line -> line.length() <= 78);
        assertThat(String.join("", lines)).isEqualTo("Diagnostic-Code: " + said);
    }

    @Test
    void shouldCutAWordThatIsLongerThanALine() {
        List<String> lines = lines(StatusField.of("Diagnostic-Code", "é".repeat(1_000)));

        assertThat(lines).hasSize(3).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 998);
        assertThat(String.join("", lines).replace(" ", "")).isEqualTo("Diagnostic-Code:" + "é".repeat(1_000));
    }

    @Test
    void shouldBeOneFieldWhateverStandsInIt() {
        Random random = new Random(2);
        List<String> pieces = List.of(
                "Action:",
                "action :",
                "STATUS:",
                "Status",
                ":",
                "Final-Recipient:",
                "x",
                "\r\n",
                "\n",
                " ",
                "é",
                "y".repeat(200),
                "\ud83d\ude00",
                "\ud83d");
        for (int round = 0; round < 3_000; round++) {
            StringBuilder said = new StringBuilder();
            int length = random.nextInt(2_500);
            while (said.length() < length) {
                said.append(pieces.get(random.nextInt(pieces.size()))).append(random.nextBoolean() ? " " : "");
            }
            List<String> lines = lines(StatusField.of("Diagnostic-Code", said.toString()));

            assertThat(lines.get(0)).startsWith("Diagnostic-Code:");
            assertThat(lines.subList(1, lines.size()))
                    .as(said.toString())
                    .allMatch(line -> line.startsWith(" ") && !line.isBlank())
                    .noneMatch(line -> LIKE_A_FIELD.matcher(line).matches());
            assertThat(lines).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 998);
            assertThat(String.join("", lines).replace(" ", ""))
                    .isEqualTo(
                            "Diagnostic-Code:" + PlainLine.of(said.toString()).replace(" ", ""));
        }
    }

    @Test
    void shouldFoldBeforeNothingThatLooksLikeAField() {
        List<String> lines = lines(StatusField.of("Diagnostic-Code", "Action: ".repeat(400)));

        assertThat(lines.subList(1, lines.size()))
                .isNotEmpty()
                .noneMatch(line -> LIKE_A_FIELD.matcher(line).matches());
    }
}
