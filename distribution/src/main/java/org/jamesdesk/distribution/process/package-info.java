/** The processes of one running desk: Cassandra, OpenSearch and James. */
package org.jamesdesk.distribution.process;
