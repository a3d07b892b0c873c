package org.jamesdesk.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jamesdesk.configuration.Change;
import org.jamesdesk.configuration.ChangeSet;
import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.configuration.Kind;
import org.jamesdesk.department.DepartmentId;

/** Who changed which setting, and when: what of the record of all changes is about settings. */
public final class SettingsHistory {
    /**
     * Changes, newest first.
     *
     * @param changes what was changed together stands together; so there may be a few more than were asked for, and fewer
     *     where much else was changed in between
     * @param next the revision before which the next page begins; empty on the last one
     */
    public record Page(List<SettingChange> changes, Optional<Long> next) {
        public Page {
            changes = List.copyOf(changes);
        }
    }

    private static final int BLOCK = 500;
    private static final int MOST_LOOKED_AT = 20_000;

    private final Configurations configurations;

    public SettingsHistory(Configurations configurations) {
        this.configurations = configurations;
    }

    /**
     * A page of changes.
     *
     * @param department only this department's; empty: all, the organisation's too
     * @param before only changes of revisions before this one; empty: from the newest
     * @param limit how many
     * @throws org.jamesdesk.StoreUnavailableException when the store does not answer
     */
    public Page page(Optional<DepartmentId> department, Optional<Long> before, int limit) {
        List<SettingChange> found = new ArrayList<>();
        // The store looks for every revision below, also for those that will only be.
        Optional<Long> position = before.map(
                revision -> Math.min(revision, configurations.inForce().revision() + 1));
        for (int lookedAt = 0; lookedAt < MOST_LOOKED_AT; lookedAt += BLOCK) {
            List<ChangeSet> block = configurations.history(position, BLOCK);
            for (ChangeSet set : block) {
                changes(set)
                        .filter(change ->
                                department.isEmpty() || change.department().equals(department))
                        .forEach(found::add);
                position = Optional.of(set.revision());
                if (found.size() >= limit) {
                    return new Page(found, position.filter(revision -> revision > 1));
                }
            }
            if (block.size() < BLOCK) {
                return new Page(found, Optional.empty());
            }
        }
        return new Page(found, position);
    }

    private static Stream<SettingChange> changes(ChangeSet set) {
        return set.changes().stream().flatMap(change -> Stream.of(SettingValues.ORGANISATION, SettingValues.DEPARTMENT)
                .filter(kind -> kind.name().equals(change.kind()))
                .flatMap(kind -> changes(set, change, kind)));
    }

    private static Stream<SettingChange> changes(ChangeSet set, Change change, Kind<SettingValues> kind) {
        Optional<SettingValues> before = change.before(kind);
        Optional<SettingValues> after = change.after(kind);
        Map<String, JsonNode> from = values(before);
        Map<String, JsonNode> to = values(after);
        Set<String> names = new TreeSet<>(from.keySet());
        names.addAll(to.keySet());
        Optional<DepartmentId> department = after.or(() -> before).flatMap(SettingValues::department);
        return names.stream()
                .map(name -> new SettingChange(
                        set.at(),
                        set.who(),
                        department,
                        name,
                        Optional.ofNullable(from.get(name)),
                        Optional.ofNullable(to.get(name))))
                .filter(changed -> !changed.from().equals(changed.to()));
    }

    private static SortedMap<String, JsonNode> values(Optional<SettingValues> values) {
        return values.map(SettingValues::values).orElseGet(Collections::emptySortedMap);
    }
}
