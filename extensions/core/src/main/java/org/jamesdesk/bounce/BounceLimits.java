package org.jamesdesk.bounce;

/**
 * How many failures are too many.
 *
 * @param soft the how-manieth soft bounce in a row blocks an address (R96); 1 to {@value #MOST}
 * @param domain how many different addresses of a domain have to fail within a day, with no mail arriving there in between,
 *     until it counts as trouble of the domain; 2 to {@value #MOST}
 */
public record BounceLimits(int soft, int domain) {
    /** The largest limit that can be told exactly. */
    public static final int MOST = 200;

    public static final BounceLimits DEFAULT = new BounceLimits(5, 20);

    /** @throws IllegalArgumentException naming the limit that is out of range */
    public BounceLimits {
        if (soft < 1 || soft > MOST) {
            throw new IllegalArgumentException("the limit of soft bounces is 1 to " + MOST);
        }
        if (domain < 2 || domain > MOST) {
            throw new IllegalArgumentException("the limit of failing addresses of a domain is 2 to " + MOST);
        }
    }
}
