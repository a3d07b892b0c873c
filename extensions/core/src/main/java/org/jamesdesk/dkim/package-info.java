/** The keys with which this server signs mail in the name of a domain (RFC 6376, R36). */
package org.jamesdesk.dkim;
