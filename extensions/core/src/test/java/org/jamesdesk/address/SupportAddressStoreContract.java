package org.jamesdesk.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jamesdesk.DeskStores;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.ticket.EntryBuilder;
import org.junit.jupiter.api.Test;

/** What every {@link SupportAddressStore} does. */
public interface SupportAddressStoreContract {
    DeskStores stores();

    private SupportAddressStore addresses() {
        return stores().supportAddresses();
    }

    private static EmailAddress unused() {
        return EmailAddress.parse("Vendas-" + EntryBuilder.randomId() + "@desk.example");
    }

    private static SupportAddress supportAddress(EmailAddress address) {
        return new SupportAddress(
                address,
                "Zylker Vendas \"\u00e9\u0000\ud83d\ude00\"",
                new DepartmentId("sales"),
                false,
                WhenStopped.REFUSE,
                List.of(EmailAddress.parse("Vendas@zylker.example"), EmailAddress.parse("b@zylker.example")));
    }

    @Test
    default void shouldBeFoundWhenCreated() {
        SupportAddress created = supportAddress(unused());

        assertThat(addresses().createIfAbsent(created)).isTrue();

        assertThat(addresses().find(created.address())).contains(created);
        assertThat(addresses().list()).contains(created);
    }

    @Test
    default void shouldKeepDefaultsWhenNothingElseIsSaid() {
        var plain = new SupportAddress(unused(), "", new DepartmentId("default"), true, WhenStopped.PARK, List.of());
        addresses().createIfAbsent(plain);

        assertThat(addresses().find(plain.address())).contains(plain);
    }

    @Test
    default void shouldBeTheSameAddressWhenOnlyCaseDiffers() {
        SupportAddress created = supportAddress(unused());
        addresses().createIfAbsent(created);
        EmailAddress shouted = EmailAddress.parse(created.address().asString().toUpperCase(Locale.ROOT));

        assertThat(addresses().createIfAbsent(supportAddress(shouted))).isFalse();
        assertThat(addresses().find(shouted).map(found -> found.address().asString()))
                .contains(created.address().asString());
    }

    @Test
    default void shouldFindNothingWhenThereIsNoSuchAddress() {
        assertThat(addresses().find(unused())).isEmpty();
    }

    @Test
    default void shouldBeListedInOrderWhenThereAreMany() {
        List<SupportAddress> created =
                IntStream.range(0, 100).mapToObj(i -> supportAddress(unused())).toList();
        created.forEach(addresses()::createIfAbsent);

        assertThat(addresses().list())
                .containsAll(created)
                .extracting(SupportAddress::address)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    default void shouldKeepTheFirstDefaultWhenAnotherIsNamed() {
        assertThat(addresses().defaultAddress()).isEmpty();
        EmailAddress first = unused();

        assertThat(addresses().makeDefaultIfNone(first)).isTrue();
        assertThat(addresses().makeDefaultIfNone(unused())).isFalse();

        assertThat(addresses().defaultAddress().map(EmailAddress::asString)).contains(first.asString());
        assertThat(addresses().list()).extracting(SupportAddress::address).doesNotContain(first);
    }
}
