package org.jamesdesk.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jamesdesk.benchmarks.desk.StoredMail;
import org.jamesdesk.benchmarks.mail.BenchmarkMail;
import org.junit.jupiter.api.Test;

class AccountingTest {
    private static final BenchmarkMail OPENING = mail("mark1x0", Optional.empty());
    private static final BenchmarkMail OTHER = mail("mark1x1", Optional.empty());
    private static final BenchmarkMail REPLY = mail("mark1x2", Optional.of("mark1x0"));

    @Test
    void shouldFindNothingWrongWhenEverythingIsOnceInItsPlace() {
        Accounting accounting = Accounting.of(
                List.of(OPENING, OTHER, REPLY), List.of(stored(OPENING, 1), stored(OTHER, 2), stored(REPLY, 1)));

        assertThat(accounting.isRight()).isTrue();
        assertThat(accounting.mails()).isEqualTo(3);
        assertThat(accounting.complaints()).isEmpty();
    }

    @Test
    void shouldCountAMailAsLostWhenItIsNotThere() {
        Accounting accounting = Accounting.of(List.of(OPENING, OTHER), List.of(stored(OTHER, 2)));

        assertThat(accounting.lost()).containsExactly("mark1x0");
        assertThat(accounting.problems()).isEqualTo(Map.of("lost", 1));
    }

    @Test
    void shouldCountAMailAsDoubledWhenItIsThereTwice() {
        Accounting accounting = Accounting.of(List.of(OPENING), List.of(stored(OPENING, 1), stored(OPENING, 1)));

        assertThat(accounting.problems()).isEqualTo(Map.of("doubled", 1));
    }

    @Test
    void shouldCountAReplyAsMisplacedWhenItIsInAnotherTicketThanItsParent() {
        Accounting accounting = Accounting.of(List.of(OPENING, REPLY), List.of(stored(OPENING, 1), stored(REPLY, 2)));

        assertThat(accounting.problems()).isEqualTo(Map.of("misplaced", 1));
    }

    @Test
    void shouldCountAReplyAsMisplacedWhenItsParentIsLost() {
        Accounting accounting = Accounting.of(List.of(OPENING, REPLY), List.of(stored(REPLY, 2)));

        assertThat(accounting.problems()).isEqualTo(Map.of("lost", 1, "misplaced", 1));
    }

    @Test
    void shouldCountOpeningsAsMergedWhenTheyShareATicket() {
        Accounting accounting = Accounting.of(List.of(OPENING, OTHER), List.of(stored(OPENING, 1), stored(OTHER, 1)));

        assertThat(accounting.merged()).containsExactly("mark1x1");
    }

    @Test
    void shouldCountAMailAsMangledWhenItsTextIsAnothers() {
        StoredMail swapped = new StoredMail(OPENING.messageId(), 1, List.of("mark1x1"));

        assertThat(Accounting.of(List.of(OPENING), List.of(swapped)).problems()).isEqualTo(Map.of("mangled", 1));
    }

    @Test
    void shouldNotCareForTextWhenOnlyIdentifiersWereRead() {
        StoredMail withoutText = new StoredMail(OPENING.messageId(), 1, List.of());

        assertThat(Accounting.of(List.of(OPENING), List.of(withoutText)).isRight())
                .isTrue();
    }

    @Test
    void shouldNameStrangersWhenSomethingIsThereThatNobodySent() {
        Accounting accounting = Accounting.of(List.of(), List.of(stored(OPENING, 1)));

        assertThat(accounting.strangers()).containsExactly(OPENING.messageId());
    }

    private static StoredMail stored(BenchmarkMail mail, long ticket) {
        return new StoredMail(mail.messageId(), ticket, List.of(mail.marker()));
    }

    private static BenchmarkMail mail(String marker, Optional<String> parent) {
        return new BenchmarkMail(
                marker, marker + "@customer.example", "ana@customer.example", parent, List.of(), new byte[0]);
    }
}
