/** The command line {@code bin/james-desk}. */
package org.jamesdesk.distribution.cli;
