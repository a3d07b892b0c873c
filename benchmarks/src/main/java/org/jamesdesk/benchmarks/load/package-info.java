/** Sending mail, waiting for what becomes of it, and counting. */
package org.jamesdesk.benchmarks.load;
