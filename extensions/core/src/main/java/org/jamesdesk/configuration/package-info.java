/** What an administrator sets, as one whole: a snapshot to read from, and changes that two administrators never lose. */
package org.jamesdesk.configuration;
