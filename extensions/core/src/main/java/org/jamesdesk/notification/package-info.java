/**
 * Notifications: acknowledgements to customers and news for agents, which the desk sends by itself (requirements, section F; R35,
 * R92, R101; RFC 3834).
 */
package org.jamesdesk.notification;
