/** Encryption of what the desk must keep and nobody may read (R44). */
package org.jamesdesk.secret;
