/** What failed deliveries mean for addresses: bounces, the rules for them, the blocklist (R91–R99, R103). */
package org.jamesdesk.bounce;
