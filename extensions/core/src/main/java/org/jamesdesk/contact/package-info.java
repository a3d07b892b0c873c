/** Contacts: the people whose matters the tickets are. */
package org.jamesdesk.contact;
