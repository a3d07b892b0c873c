package org.jamesdesk.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jamesdesk.DeskStores;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.ticket.EntryBuilder;
import org.junit.jupiter.api.Test;

/** What every {@link SealedCredentialsStore} does. */
public interface SealedCredentialsStoreContract {
    DeskStores stores();

    DeskStores storesOfAnotherNode();

    private SealedCredentialsStore here() {
        return stores().sealedCredentials();
    }

    private SealedCredentialsStore elsewhere() {
        return storesOfAnotherNode().sealedCredentials();
    }

    private static SenderId unusedSender() {
        return new SenderId(
                new DepartmentId("sales"), EmailAddress.parse("Vendas-" + EntryBuilder.randomId() + "@zylker.example"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(SealedCredentialsStore.Sealed sealed) {
        return new String(sealed.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    default void shouldBeEmptyWhenNothingWasPut() {
        assertThat(here().find(unusedSender())).isEmpty();
    }

    @Test
    default void shouldBeFoundElsewhereWithVersionOneWhenPut() {
        SenderId sender = unusedSender();

        here().put(sender, bytes("one"));

        assertThat(elsewhere().find(sender)).hasValueSatisfying(kept -> {
            assertThat(text(kept)).isEqualTo("one");
            assertThat(kept.version()).isEqualTo(1);
        });
    }

    @Test
    default void shouldCountUpWhenPutOrReplaced() {
        SenderId sender = unusedSender();
        here().put(sender, bytes("one"));
        elsewhere().put(sender, bytes("two"));

        assertThat(here().replace(sender, 2, bytes("three"))).isTrue();

        assertThat(elsewhere().find(sender)).hasValueSatisfying(kept -> {
            assertThat(text(kept)).isEqualTo("three");
            assertThat(kept.version()).isEqualTo(3);
        });
    }

    @Test
    default void shouldReplaceNothingWhenTheVersionIsAnother() {
        SenderId sender = unusedSender();
        here().put(sender, bytes("one"));
        here().put(sender, bytes("two"));

        assertThat(elsewhere().replace(sender, 1, bytes("late"))).isFalse();
        assertThat(elsewhere().replace(sender, 3, bytes("early"))).isFalse();
        assertThat(elsewhere().replace(unusedSender(), 1, bytes("nobody"))).isFalse();

        assertThat(here().find(sender))
                .map(SealedCredentialsStoreContract::text)
                .contains("two");
    }

    @Test
    default void shouldBeGoneWhenRemoved() {
        SenderId sender = unusedSender();
        SenderId other = unusedSender();
        here().put(sender, bytes("one"));
        here().put(other, bytes("other"));

        elsewhere().remove(sender);
        elsewhere().remove(sender);
        elsewhere().remove(unusedSender());

        assertThat(here().find(sender)).isEmpty();
        assertThat(here().replace(sender, 1, bytes("back"))).isFalse();
        assertThat(here().find(other)).map(SealedCredentialsStoreContract::text).contains("other");
    }

    @Test
    default void shouldNotBeOverwrittenByOneWhoKnewTheRemoved() {
        SenderId sender = unusedSender();
        here().put(sender, bytes("old consent"));
        long known = here().find(sender).orElseThrow().version();
        elsewhere().remove(sender);
        elsewhere().put(sender, bytes("new consent"));

        assertThat(here().replace(sender, known, bytes("refreshed from the old")))
                .isFalse();

        assertThat(here().find(sender))
                .map(SealedCredentialsStoreContract::text)
                .contains("new consent");
    }

    @Test
    default void shouldHaveOneWinnerWhenTwoNodesReplaceOneVersion() throws Exception {
        SenderId sender = unusedSender();
        here().put(sender, bytes("start"));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> refreshers = IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(
                            i -> () -> (i % 2 == 0 ? here() : elsewhere()).replace(sender, 1, bytes("token " + i)))
                    .toList();
            List<Integer> winners = new ArrayList<>();
            List<Future<Boolean>> answers = threads.invokeAll(refreshers);
            for (int i = 0; i < answers.size(); i++) {
                if (answers.get(i).get()) {
                    winners.add(i);
                }
            }

            assertThat(winners).hasSize(1);
            assertThat(elsewhere().find(sender)).hasValueSatisfying(kept -> {
                assertThat(text(kept)).isEqualTo("token " + winners.get(0));
                assertThat(kept.version()).isEqualTo(2);
            });
        } finally {
            threads.shutdownNow();
        }
    }
}
