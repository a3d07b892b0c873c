package org.jamesdesk.message.automation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.jamesdesk.message.table.TableLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeededTextsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            abc; abc
            \\bbe?ing\\b; being, bing
            est[ea] (mensaje|correo); este mensaje, este correo, esta mensaje, esta correo
            (account|mailbox) is; account is, mailbox is
            ab.{0,30}cdef; cdef
            .*(urgent|dringend)\\s+now; urgent, dringend
            ab{2,3}xyz; xyz
            (?!no\\b)yes; yes
            a\\.b; a.b
            colou?r(ful)?; color, colour
            [^x]yz; yz
            自動(返信|応答); 自動返信, 自動応答
            """)
    void shouldNameTextsOfWhichOneMustStandThere(String regex, String texts) {
        assertThat(NeededTexts.of(regex)).containsExactlyInAnyOrder(texts.split(", "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "^",
                "^$|abc",
                "(abc)?",
                "(abc)*",
                "(abc){0,3}",
                "abc|.",
                "[a-z]",
                "(?i)abc",
                "(?-i:AUTO)",
                "abc??",
                "(?<=a)bc",
                "\\p{L}",
                "\\Qa.b\\E",
                "[a&&b]",
                "\ud83d\ude00?abc",
                "a)b"
            })
    void shouldKnowNothingWhenAnythingElseMayMatch(String regex) {
        assertThat(NeededTexts.of(regex)).isEmpty();
    }

    @Test
    void shouldNeverNameATextThatAMatchLacks() {
        // Expressions put together at random, and texts of the same few letters: many of them match.
        Random random = new Random(1);
        int matches = 0;
        for (int i = 0; i < 20_000; i++) {
            String regex = expression(random, 3);
            Set<String> needed = NeededTexts.of(regex);
            String text = text(random);
            if (!needed.isEmpty() && Pattern.compile(regex).matcher(text).find()) {
                matches++;
                assertThat(needed).as("%s in %s", regex, text).anyMatch(text::contains);
            }
        }
        assertThat(matches).isGreaterThan(1_000);
    }

    @Test
    void shouldKnowTheTextsOfNearlyEveryPatternOfTheTable() {
        List<Sign> ofTexts = TableLines.of(Signs.class, "signs.txt").stream()
                .map(Sign::parse)
                .filter(sign -> sign.field().equals("@opening") || sign.field().equals("@text"))
                .toList();

        assertThat(ofTexts).hasSizeGreaterThan(20);
        assertThat(ofTexts.stream().filter(sign -> sign.neededTexts().isEmpty()).map(Sign::pattern))
                .hasSizeLessThanOrEqualTo(2);
    }

    private static String expression(Random random, int depth) {
        List<String> parts = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String part =
                    switch (random.nextInt(depth == 0 ? 5 : 8)) {
                        case 0, 1, 2 -> letters(random);
                        case 3 -> "[ab]";
                        case 4 -> "\\b";
                        case 5 -> "(?!c)";
                        default -> "(" + expression(random, depth - 1) + "|" + expression(random, depth - 1) + ")";
                    };
            boolean mayRepeat = !part.equals("\\b") && !part.equals("(?!c)");
            parts.add(part
                    + (mayRepeat
                            ? Arrays.asList("", "", "?", "{0,2}", "{1,2}", "+").get(random.nextInt(6))
                            : ""));
        }
        return String.join("", parts);
    }

    private static String letters(Random random) {
        return "abc".substring(random.nextInt(3));
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append("abc ".charAt(random.nextInt(4)));
        }
        return text.toString();
    }
}
