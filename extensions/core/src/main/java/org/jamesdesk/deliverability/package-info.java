/** How the mail of the desk arrives as a whole: results, bounce rate and lock (R100–R102), daily totals, report. */
package org.jamesdesk.deliverability;
