/** From addresses: who may send in the name of the desk, and by which way (requirements, section B). */
package org.jamesdesk.sender;
