/** Measures James Desk and checks what it measures. */
package org.jamesdesk.benchmarks;
