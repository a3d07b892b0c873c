/** How deliveries are scheduled, measured without network and engines. */
package org.jamesdesk.benchmarks.delivery;
