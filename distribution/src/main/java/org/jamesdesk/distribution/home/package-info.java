/** The files of one running desk: its configuration, keys and what its last start was told. */
package org.jamesdesk.distribution.home;
