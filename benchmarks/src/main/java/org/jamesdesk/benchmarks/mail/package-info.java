/** Mails of the size and shape of real ones, each recognisable wherever it ends up. */
package org.jamesdesk.benchmarks.mail;
