package org.jamesdesk.cassandra.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.message.mime.Attachment;
import org.junit.jupiter.api.Test;

class ListColumnTest {
    @Test
    void shouldBeNoColumnWhenTheListIsEmpty() {
        assertThat(ListColumn.ofTexts(List.of())).isEmpty();
        assertThat(ListColumn.toTexts(Optional.empty())).isEmpty();
    }

    @Test
    void shouldBePlainJsonWhenWritten() {
        assertThat(ListColumn.ofMailboxes(List.of(
                        new Mailbox("Ana \"A\"", EmailAddress.parse("ana@customer.example")),
                        Mailbox.of(EmailAddress.parse("b@customer.example")))))
                .contains("[\"Ana \\\"A\\\"\",\"ana@customer.example\",\"\",\"b@customer.example\"]");
        assertThat(ListColumn.ofAttachments(
                        List.of(new Attachment(1, "a.pdf", "application/pdf", 5_000_000_000L, true, Optional.empty()))))
                .contains("[1,\"a.pdf\",\"application/pdf\",5000000000,true,null]");
    }

    @Test
    void shouldReturnTheSameWhenReadBack() {
        List<Attachment> attachments = List.of(
                new Attachment(1, "\u0000[],\"", "x/y", 0, false, Optional.of("")),
                new Attachment(2, "b", "x/y", 7, true, Optional.of("cid")));
        List<String> texts = List.of("", "\u0000\n\u2028\ud83d\ude00", "null");

        assertThat(ListColumn.toAttachments(ListColumn.ofAttachments(attachments)))
                .isEqualTo(attachments);
        assertThat(ListColumn.toTexts(ListColumn.ofTexts(texts))).isEqualTo(texts);
    }
}
