package org.jamesdesk.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jamesdesk.DeskStores;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.SupportAddress;
import org.jamesdesk.address.WhenStopped;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.ticket.EntryBuilder;
import org.junit.jupiter.api.Test;

/** What every {@link ConfigurationStore} does, and {@link Configurations} over it. */
public interface ConfigurationStoreContract {
    /** A counter, so that a lost update shows. */
    record Counter(String name, int value) {}

    Kind<Counter> COUNTER = new Kind<>("counter", Counter.class, Counter::name);

    DeskStores stores();

    DeskStores storesOfAnotherNode();

    private Configurations here() {
        return new Configurations(stores().configuration(), Clock.systemUTC());
    }

    private Configurations elsewhere() {
        return new Configurations(storesOfAnotherNode().configuration(), Clock.systemUTC());
    }

    private static SupportAddress address() {
        return new SupportAddress(
                EmailAddress.parse("Vendas-" + EntryBuilder.randomId() + "@desk.example"),
                "Zylker Vendas \"\u00e9\u0000\ud83d\ude00\"",
                new DepartmentId("sales"),
                false,
                WhenStopped.REFUSE,
                List.of(EmailAddress.parse("Vendas@zylker.example"), EmailAddress.parse("b@zylker.example")));
    }

    @Test
    default void shouldBeInForceHereAtOnceAndElsewhereAfterARefreshWhenItIsSet() {
        SupportAddress address = address();
        Configurations elsewhere = elsewhere();
        elsewhere.refresh();
        Configurations here = here();

        here.edit("ana", draft -> draft.put(SupportAddress.KIND, address));

        assertThat(here.inForce().find(SupportAddress.KIND, address.address().key()))
                .contains(address);
        elsewhere.refresh();
        assertThat(elsewhere.inForce().all(SupportAddress.KIND)).contains(address);
        assertThat(elsewhere.inForce().revision()).isEqualTo(here.inForce().revision());
    }

    @Test
    default void shouldBeGoneWhenItIsRemoved() {
        SupportAddress address = address();
        here().edit("ana", draft -> draft.put(SupportAddress.KIND, address));

        here().edit(
                        "ana",
                        draft -> draft.remove(
                                SupportAddress.KIND, address.address().key()));

        Configurations elsewhere = elsewhere();
        elsewhere.refresh();
        assertThat(elsewhere
                        .inForce()
                        .find(SupportAddress.KIND, address.address().key()))
                .isEmpty();
    }

    @Test
    default void shouldLoseNoUpdateWhenTwoNodesChangeTheSameValue() throws Exception {
        String name = EntryBuilder.randomId();
        ExecutorService administrators = Executors.newFixedThreadPool(4);
        try {
            List<Configurations> nodes = List.of(here(), elsewhere(), here(), elsewhere());
            List<Callable<Integer>> raises = IntStream.range(0, 20)
                    .<Callable<Integer>>mapToObj(
                            i -> () -> nodes.get(i % 4).change("admin " + i % 4, draft -> raise(draft, name)))
                    .toList();
            List<Integer> results = new ArrayList<>();
            for (Future<Integer> raised : administrators.invokeAll(raises)) {
                results.add(raised.get());
            }

            assertThat(results)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, 20).boxed().toList());
            Configurations fresh = here();
            fresh.refresh();
            assertThat(fresh.inForce().find(COUNTER, name)).contains(new Counter(name, 20));
        } finally {
            administrators.shutdownNow();
        }
    }

    private static int raise(Draft draft, String name) {
        int value = draft.find(COUNTER, name).map(Counter::value).orElse(0) + 1;
        draft.put(COUNTER, new Counter(name, value));
        return value;
    }

    @Test
    default void shouldChangeNothingWhenTheRevisionIsNotTheNewest() {
        here().edit("ana", draft -> draft.put(SupportAddress.KIND, address()));
        ConfigurationStore store = stores().configuration();
        StoredConfiguration before = store.load();

        boolean applied = store.apply(new ChangeSet(
                before.revision(),
                Clock.systemUTC().instant(),
                "late",
                List.of(new Change("counter", "late", Optional.empty(), Optional.of("{}")))));

        assertThat(applied).isFalse();
        assertThat(store.load().entries()).containsExactlyInAnyOrderElementsOf(before.entries());
        assertThat(store.history(Optional.empty(), 1).get(0).who()).isEqualTo("ana");
    }

    @Test
    default void shouldKeepWhoChangedWhatNewestFirst() {
        String name = EntryBuilder.randomId();
        for (int i = 1; i <= 3; i++) {
            here().edit("admin " + i, draft -> {
                raise(draft, name);
            });
        }

        List<ChangeSet> history = storesOfAnotherNode().configuration().history(Optional.empty(), 3);

        assertThat(history).extracting(ChangeSet::who).containsExactly("admin 3", "admin 2", "admin 1");
        assertThat(history.get(0).changes())
                .containsExactly(new Change(
                        "counter",
                        name,
                        Optional.of("{\"name\":\"" + name + "\",\"value\":2}"),
                        Optional.of("{\"name\":\"" + name + "\",\"value\":3}")));
        assertThat(history.get(2).changes().get(0).from()).isEmpty();
        assertThat(stores().configuration().history(Optional.of(history.get(1).revision()), 1))
                .extracting(ChangeSet::who)
                .containsExactly("admin 1");
    }

    @Test
    default void shouldHoldTenThousandAddresses() {
        List<SupportAddress> addresses =
                IntStream.range(0, 10_000).mapToObj(i -> address()).toList();
        Configurations here = here();
        for (int from = 0; from < addresses.size(); from += 1_000) {
            List<SupportAddress> some = addresses.subList(from, from + 1_000);
            here.edit("import", draft -> some.forEach(address -> draft.put(SupportAddress.KIND, address)));
        }

        Configurations elsewhere = elsewhere();
        elsewhere.refresh();

        // Not AssertJ's containsAll, which compares each with each.
        assertThat(Set.copyOf(elsewhere.inForce().all(SupportAddress.KIND)).containsAll(addresses))
                .isTrue();
    }
}
