/** The desk as an extension of Apache James: wiring, start and stop, the SMTP hook and health checks. */
package org.jamesdesk.james;
