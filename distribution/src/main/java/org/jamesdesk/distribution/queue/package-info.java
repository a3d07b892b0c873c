/** Mail queues that keep what they took: ActiveMQ inside the server's JVM. */
package org.jamesdesk.distribution.queue;
