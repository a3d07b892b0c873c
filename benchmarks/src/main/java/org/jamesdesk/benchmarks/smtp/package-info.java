/** The sending side of SMTP. */
package org.jamesdesk.benchmarks.smtp;
