/** Micro-benchmarks, run by {@code benchmarks/jmh}. */
package org.jamesdesk.benchmarks.jmh;
