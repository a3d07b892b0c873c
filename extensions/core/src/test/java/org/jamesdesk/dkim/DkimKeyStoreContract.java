package org.jamesdesk.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import org.jamesdesk.DeskStores;
import org.junit.jupiter.api.Test;

/** What every {@link DkimKeyStore} does. */
public interface DkimKeyStoreContract {
    DeskStores stores();

    @Test
    default void shouldGiveBackWhatWasPutWhenAskedByDomainAndSelector() {
        DkimKeyStore keys = stores().dkimKeys();
        keys.put("found.example", "one", new byte[] {1, 0, -1});
        keys.put("found.example", "two", new byte[] {2});

        assertThat(keys.find("found.example", "one")).hasValue(new byte[] {1, 0, -1});
        assertThat(keys.find("found.example", "two")).hasValue(new byte[] {2});
        assertThat(keys.find("found.example", "three")).isEmpty();
        assertThat(keys.find("other.example", "one")).isEmpty();
    }

    @Test
    default void shouldForgetOneKeyOnlyWhenItIsRemoved() {
        DkimKeyStore keys = stores().dkimKeys();
        keys.put("removed.example", "one", new byte[] {1});
        keys.put("removed.example", "two", new byte[] {2});

        keys.remove("removed.example", "one");
        keys.remove("removed.example", "never");

        assertThat(keys.find("removed.example", "one")).isEmpty();
        assertThat(keys.find("removed.example", "two")).hasValue(new byte[] {2});
    }
}
