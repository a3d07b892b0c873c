package org.jamesdesk.deliverability;

/** Keeps results, and lets the bounce rate be judged when one is a bounce. */
public final class WatchedResults implements DeliveryResults {
    private final DeliveryResults results;
    private final NotificationWatch watch;

    public WatchedResults(DeliveryResults results, NotificationWatch watch) {
        this.results = results;
        this.watch = watch;
    }

    @Override
    public void add(DeliveryResult result) {
        results.add(result);
        if (result.kind() == ResultKind.BOUNCED) {
            watch.bounced();
        }
    }
}
