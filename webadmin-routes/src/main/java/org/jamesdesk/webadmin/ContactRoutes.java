package org.jamesdesk.webadmin;

import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.address.Mailbox;
import org.jamesdesk.bounce.Block;
import org.jamesdesk.bounce.Blocklist;
import org.jamesdesk.search.TicketIndex;
import org.jamesdesk.search.TicketPage;
import org.jamesdesk.search.TicketQuery;
import org.jamesdesk.ticket.Ticket;
import spark.Request;
import spark.Response;
import spark.Service;

/** {@code /desk/contacts}: the customers, as far as the search index knows them from their tickets. */
public final class ContactRoutes implements Routes {
    private static final String BASE = "/desk/contacts";

    private final TicketIndex index;
    private final Blocklist blocklist;
    private final RouteAnswers answers;

    @Inject
    public ContactRoutes(TicketIndex index, Blocklist blocklist, JsonTransformer json) {
        this.index = index;
        this.blocklist = blocklist;
        this.answers = new RouteAnswers(json);
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        service.get(BASE + "/:address", answers.json(this::get));
    }

    private ContactJson get(Request request, Response response) {
        EmailAddress address = new RequestParameters(request).path("address", EmailAddress::parse);
        TicketPage newest = index.search(new TicketQuery(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(address), 1, Optional.empty()));
        return newest.tickets().stream()
                .findFirst()
                .map(ticket -> ContactJson.of(address, newest.total(), ticket, blocklist.find(address)))
                .orElseThrow(() -> RequestRefusedException.notFound("no ticket has the contact " + address));
    }

    private record ContactJson(
            String address,
            String name,
            long tickets,
            TicketJson lastTicket,
            boolean blocked,
            Optional<String> blockedBecause) {
        static ContactJson of(EmailAddress address, long tickets, Ticket last, Optional<Block> block) {
            Mailbox contact = last.contact().orElseGet(() -> Mailbox.of(address));
            return new ContactJson(
                    contact.address().asString(),
                    contact.name(),
                    tickets,
                    TicketJson.of(last),
                    block.isPresent(),
                    block.map(Block::reason));
        }
    }
}
