/** What a run found, for people and for programs. */
package org.jamesdesk.benchmarks.report;
