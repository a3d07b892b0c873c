/** Mails by which the desk tells what became of its own mails (RFC 3464). */
package org.jamesdesk.delivery.report;
