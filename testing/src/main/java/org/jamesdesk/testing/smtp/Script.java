package org.jamesdesk.testing.smtp;

import java.util.List;

/** Reactions that follow one another: the first visit meets the first, and the last one stays. */
final class Script {
    private final List<Reaction> reactions;
    private int next;

    Script(List<Reaction> reactions) {
        if (reactions.isEmpty()) {
            throw new IllegalArgumentException("A script needs at least one reaction");
        }
        this.reactions = List.copyOf(reactions);
    }

    synchronized Reaction next() {
        Reaction reaction = reactions.get(Math.min(next, reactions.size() - 1));
        next++;
        return reaction;
    }
}
