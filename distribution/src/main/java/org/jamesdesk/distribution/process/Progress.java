package org.jamesdesk.distribution.process;

/** Is told what happens while a desk starts or stops. May be called from several threads. */
@FunctionalInterface
public interface Progress {
    /** One line for the person who waits. */
    void say(String line);
}
