package org.jamesdesk.department;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jamesdesk.DeskStores;
import org.jamesdesk.ticket.EntryBuilder;
import org.junit.jupiter.api.Test;

/** What every {@link DepartmentStore} does. */
public interface DepartmentStoreContract {
    DeskStores stores();

    private DepartmentStore departments() {
        return stores().departments();
    }

    private static DepartmentId unused() {
        return new DepartmentId("d-" + EntryBuilder.randomId());
    }

    @Test
    default void shouldBeFoundWhenCreated() {
        var department = new Department(unused(), "Vendas & \u00c9quipe \u0000\ud83d\ude00");

        assertThat(departments().createIfAbsent(department)).isTrue();

        assertThat(departments().find(department.id())).contains(department);
        assertThat(departments().list()).contains(department);
    }

    @Test
    default void shouldStayAsItIsWhenCreatedAgain() {
        var first = new Department(unused(), "First");
        departments().createIfAbsent(first);

        assertThat(departments().createIfAbsent(new Department(first.id(), "Second")))
                .isFalse();
        assertThat(departments().find(first.id())).contains(first);
    }

    @Test
    default void shouldFindNothingWhenThereIsNoSuchDepartment() {
        assertThat(departments().find(unused())).isEmpty();
    }

    @Test
    default void shouldBeListedByIdentifierWhenThereAreSeveral() {
        for (int i = 0; i < 10; i++) {
            departments().createIfAbsent(new Department(unused(), "D" + i));
        }

        assertThat(departments().list())
                .extracting(department -> department.id().value())
                .hasSizeGreaterThanOrEqualTo(10)
                .isSorted();
    }

    @Test
    default void shouldHaveOneDefaultForEverWhenSeveralNodesNameTheirs() throws Exception {
        assertThat(departments().defaultDepartment()).isEmpty();
        List<DepartmentId> candidates =
                IntStream.range(0, 8).mapToObj(i -> unused()).toList();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> nodes = candidates.stream()
                    .<Callable<Boolean>>map(id -> () -> departments().makeDefaultIfNone(id))
                    .toList();
            int made = 0;
            for (Future<Boolean> future : threads.invokeAll(nodes)) {
                made += future.get() ? 1 : 0;
            }

            assertThat(made).isEqualTo(1);
            DepartmentId chosen = departments().defaultDepartment().orElseThrow();
            assertThat(candidates).contains(chosen);
            assertThat(departments().makeDefaultIfNone(unused())).isFalse();
            assertThat(departments().defaultDepartment()).contains(chosen);
        } finally {
            threads.shutdownNow();
        }
    }
}
