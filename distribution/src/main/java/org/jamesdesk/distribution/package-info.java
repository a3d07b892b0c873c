/** A James server with durable parts and the desk. */
package org.jamesdesk.distribution;
