/** The desk under test, seen from outside: its processes, its tables, its index and its queue. */
package org.jamesdesk.benchmarks.desk;
