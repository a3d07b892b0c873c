package org.jamesdesk.search;

import java.util.Optional;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.department.DepartmentId;
import org.jamesdesk.ticket.TicketStatus;

/**
 * What to look for; everything that is given must match.
 *
 * @param text words in subject, texts, names, addresses, attachment names, or a ticket number; the words that a person
 *     types into a search box, never an error however odd
 * @param status the status
 * @param department the department
 * @param contact the contact's address
 * @param limit how many at most, 1 to 200
 * @param after the position after which to go on, from {@link TicketPage#next}
 */
public record TicketQuery(
        Optional<String> text,
        Optional<TicketStatus> status,
        Optional<DepartmentId> department,
        Optional<EmailAddress> contact,
        int limit,
        Optional<String> after) {}
