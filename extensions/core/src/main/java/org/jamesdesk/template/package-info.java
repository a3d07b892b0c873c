/** What the desk writes by itself: acknowledgements, notifications, signatures, in the words of the organisation (R35). */
package org.jamesdesk.template;
