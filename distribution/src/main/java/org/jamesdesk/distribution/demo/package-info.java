/** The command {@code james-desk demo}: real mails through the whole desk, and what became of them. */
package org.jamesdesk.distribution.demo;
