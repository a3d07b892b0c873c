package org.jamesdesk.message.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jamesdesk.message.forward.HeaderLabels.Field;
import org.jamesdesk.message.forward.HeaderLabels.LabelledLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderLabelsTest {
    @ParameterizedTest
    @CsvSource({
        "From: Ana <ana@kunde.example>, FROM, Ana <ana@kunde.example>",
        "'  Von:\tAna', FROM, Ana",
        "Objet : Bonjour, SUBJECT, Bonjour",
        "Objet\u00a0: Bonjour, SUBJECT, Bonjour",
        "发件人：王, FROM, 王",
        "\u200fמאת: דנה, FROM, דנה",
        "Kopie (CC): b@kunde.example, CC, b@kunde.example",
        "SENT: today, DATE, today",
        "Sujet:, SUBJECT, ''",
        "İlgi: x, , ",
        "TARİH: 2 Kasım, DATE, 2 Kasım",
        "差出人 : 佐藤, FROM, 佐藤",
        "*From:* Ana, FROM, Ana",
        "*From: *Ana, FROM, Ana",
        "**From:** Ana, FROM, Ana",
        "*Subject: **Order 12*, SUBJECT, Order 12",
        "*Subject:* *** URGENT ***, SUBJECT, *** URGENT ***",
        "Subject: *** URGENT ***, SUBJECT, *** URGENT ***",
    })
    void shouldReadLabelWhenLineBeginsWithOne(String line, Field field, String value) {
        assertThat(HeaderLabels.world().read(line).map(LabelledLine::field)).isEqualTo(Optional.ofNullable(field));
        assertThat(HeaderLabels.world().read(line).map(LabelledLine::value)).isEqualTo(Optional.ofNullable(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "**:",
                "I came from: there",
                "https://desk.zylker.example/",
                "10:30 we met",
                "> From: Ana",
                "this line is so long that the colon which follows it is much too far away to end a label: x"
            })
    void shouldReadNothingWhenLineBeginsWithoutLabel(String line) {
        assertThat(HeaderLabels.world().read(line)).isEmpty();
    }

    @Test
    void shouldKnowFieldWhenGivenLabelAlone() {
        assertThat(HeaderLabels.world().field("Odesílatel")).contains(Field.FROM);
    }
}
