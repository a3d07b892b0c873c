package org.jamesdesk.message.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jamesdesk.address.Mailbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressHeaderTest {
    private static String read(String value) {
        List<String> mailboxes = AddressHeader.mailboxes(value).stream()
                .map(mailbox -> mailbox.name() + "<" + mailbox.address().asString() + ">")
                .toList();
        return String.join(" ", mailboxes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "ana@kunde.example | <ana@kunde.example>",
                "Ana <ana@kunde.example> | Ana<ana@kunde.example>",
                "\"Silva, Ana\" <ana@kunde.example> | Silva, Ana<ana@kunde.example>",
                "Silva, Ana <ana@kunde.example> | Silva, Ana<ana@kunde.example>",
                "\"A \\\"B\\\"\" <ana@kunde.example> | A \"B\"<ana@kunde.example>",
                "ana@kunde.example (Ana Silva) | Ana Silva<ana@kunde.example>",
                "'Ana' <ana@kunde.example> | Ana<ana@kunde.example>",
                "\"'ana@kunde.example'\" <ana@kunde.example> | ana@kunde.example<ana@kunde.example>",
                "a@x.example, b@y.example | <a@x.example> <b@y.example>",
                "a@x.example; b@y.example; | <a@x.example> <b@y.example>",
                "a@x.example b@y.example | <a@x.example> <b@y.example>",
                "team: a@x.example, B <b@y.example>;, c@z.example | <a@x.example> B<b@y.example> <c@z.example>",
                "undisclosed-recipients:; | ~~",
                "<> | ~~",
                // broken ones
                "Ana@Home <ana@kunde.example> | Ana@Home<ana@kunde.example>",
                "Ana <ana@kunde.example | Ana<ana@kunde.example>",
                "<<ana@kunde.example>> | <ana@kunde.example>",
                "Ana <mailto:ana@kunde.example> | Ana<ana@kunde.example>",
                "\"Ana <ana@kunde.example>\" | Ana<ana@kunde.example>",
                "\"Ana <ana@kunde.example> | Ana<ana@kunde.example>",
                "Ana (at home <ana@kunde.example> | Ana at home<ana@kunde.example>",
                "Ana <ana @ kunde.example> | Ana<ana@kunde.example>",
                "Ana <ana@kunde.example.> | Ana<ana@kunde.example>",
                "Ana <@relay.example:ana@kunde.example> | Ana<ana@kunde.example>",
                "\"ana b\"@kunde.example | <\"ana b\"@kunde.example>",
                // encoded words
                "=?utf-8?Q?Jo=C3=A3o?= <j@kunde.example> | João<j@kunde.example>",
                "\"=?utf-8?Q?Jo=C3=A3o?=\" <j@kunde.example> | João<j@kunde.example>",
                "=?utf-8?Q?Silva,_Jo=C3=A3o?= <j@kunde.example> | Silva, João<j@kunde.example>",
                "=?utf-8?Q?Jo=C3=A3o_=3Cj=40kunde.example=3E?= | João<j@kunde.example>",
                "João <j@kunde.example> | João<j@kunde.example>",
            })
    void shouldReadMailboxesAsTheyOccur(String written, String meant) {
        assertThat(read(written)).isEqualTo(meant);
    }

    @Test
    void shouldReadNoMoreMailboxesThanAPersonWrites() {
        assertThat(AddressHeader.mailboxes("a@x.example,".repeat(5_000))).hasSize(1_000);
    }

    @Test
    void shouldGiveTheNameWithoutLineBreaks() {
        assertThat(AddressHeader.mailboxes("=?utf-8?Q?a=0D=0Ab?= <a@x.example>"))
                .extracting(Mailbox::name)
                .containsExactly("a b");
    }
}
