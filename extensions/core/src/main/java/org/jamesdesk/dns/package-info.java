/** What a mail domain publishes in DNS, and what it should publish so that mail of the desk is believed (R36). */
package org.jamesdesk.dns;
