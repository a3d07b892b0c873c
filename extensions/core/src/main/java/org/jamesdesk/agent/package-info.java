/** Agents: the people who answer (requirements, section F). */
package org.jamesdesk.agent;
