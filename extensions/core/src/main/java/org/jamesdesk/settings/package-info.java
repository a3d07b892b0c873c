/** Settings: what an administrator chooses about the way the desk works, each by one stable name (requirements, section C). */
package org.jamesdesk.settings;
