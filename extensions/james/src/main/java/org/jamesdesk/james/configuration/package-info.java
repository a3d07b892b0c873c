/** What an administrator writes into {@code desk.properties}, read strictly. */
package org.jamesdesk.james.configuration;
