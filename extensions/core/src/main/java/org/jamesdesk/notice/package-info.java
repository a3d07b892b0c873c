/** Mails that the desk writes by itself: to administrators, and to prove that an address is the organisation's own. */
package org.jamesdesk.notice;
