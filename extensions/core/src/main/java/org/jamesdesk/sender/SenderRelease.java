package org.jamesdesk.sender;

/** Lets mails go out that wait because their sender's login failed (R55). */
public interface SenderRelease {
    /** Makes every mail that waits for this sender due at once. */
    void release(SenderId sender);
}
