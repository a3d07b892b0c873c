/** What senders log in with: encrypted by Tink, and got from OAuth providers through Nimbus' SDK (R37–R51). */
package org.jamesdesk.credentials;
