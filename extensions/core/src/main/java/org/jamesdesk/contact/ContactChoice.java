package org.jamesdesk.contact;

import org.jamesdesk.configuration.Configurations;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.message.ReadMessage;

/** Says whose matter a mail is that opens a ticket in a department. */
@FunctionalInterface
public interface ContactChoice {
    /** The contact of the ticket that a mail opens. */
    Contact choose(ReadMessage message, DepartmentId department);

    /** By the settings that are in force when it is asked. */
    static ContactChoice by(Configurations configurations) {
        return (message, department) -> Contact.of(message, department, configurations.inForce());
    }
}
