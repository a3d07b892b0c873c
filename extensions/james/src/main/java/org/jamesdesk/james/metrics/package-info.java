/** The desk's steps, measured with James' metrics; names begin with {@code desk-}. */
package org.jamesdesk.james.metrics;
