package org.jamesdesk.webadmin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.utils.JsonTransformer;
import org.jamesdesk.DateOrTime;
import org.jamesdesk.address.EmailAddress;
import org.jamesdesk.bounce.Block;
import org.jamesdesk.bounce.Blocklist;
import org.jamesdesk.bounce.BlocklistAdministration;
import org.jamesdesk.bounce.BounceId;
import org.jamesdesk.bounce.BounceStore;
import spark.Request;
import spark.Response;
import spark.Route;
import spark.Service;

/** {@code /desk/blocklist}: the addresses that no mail goes to, one by one and as CSV (R98–R99). */
public final class BlocklistRoutes implements Routes {
    private static final String BASE = "/desk/blocklist";
    private static final String ONE = BASE + "/:address";
    private static final String CSV = "text/csv";
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final int MAX_DAYS = 36_500;
    private static final int MAX_BYTES = 16 * 1024;
    private static final int MAX_CSV_BYTES = 10 * 1024 * 1024;

    private final Blocklist blocklist;
    private final BlocklistAdministration administration;
    private final BounceStore bounces;
    private final Clock clock;
    private final RouteAnswers answers;
    private final JsonBody<PutBody> putBody = new JsonBody<>(PutBody.class, MAX_BYTES);
    private final JsonBody<DeleteBody> deleteBody = new JsonBody<>(DeleteBody.class, MAX_BYTES);
    private final RequestBody csvBody = new RequestBody("a CSV file, sent as text/csv,", MAX_CSV_BYTES);

    @Inject
    public BlocklistRoutes(
            Blocklist blocklist,
            BlocklistAdministration administration,
            BounceStore bounces,
            Clock clock,
            JsonTransformer json) {
        this.blocklist = blocklist;
        this.administration = administration;
        this.bounces = bounces;
        this.clock = clock;
        this.answers = new RouteAnswers(json);
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        Route list = answers.json(this::list);
        Route export = answers.bytes(this::export);
        service.get(BASE, (request, response) -> (wantsCsv(request) ? export : list).handle(request, response));
        service.post(BASE, answers.json(this::importCsv));
        service.get(ONE, answers.json(this::get));
        service.put(ONE, answers.change(this::put));
        service.delete(ONE, answers.change(this::delete));
    }

    private static boolean wantsCsv(Request request) {
        return Optional.ofNullable(request.headers("Accept"))
                .map(accept -> accept.toLowerCase(Locale.ROOT).startsWith(CSV))
                .orElse(false);
    }

    private PageJson list(Request request, Response response) {
        var parameters = new RequestParameters(request);
        int limit = parameters.limit(DEFAULT_LIMIT, MAX_LIMIT);
        Optional<EmailAddress> after = parameters.query("after", BlocklistRoutes::position);
        return parameters
                .query("address", EmailAddress::parse)
                .map(address -> PageJson.of(blocklist.find(address).stream().toList(), limit))
                .orElseGet(() -> PageJson.of(blocklist.list(after, limit + 1), limit));
    }

    /** Addresses may have a plus sign, which means something else in a query: a position can be given back as it is. */
    private static String position(Block block) {
        byte[] bytes = block.address().key().getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static EmailAddress position(String text) {
        try {
            return EmailAddress.parse(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the value of next expected", e);
        }
    }

    private String export(Request request, Response response) throws IOException {
        response.type(CSV + "; charset=utf-8; header=present");
        response.header("Content-Disposition", "attachment; filename=\"blocklist.csv\"");
        response.header("X-Content-Type-Options", "nosniff");
        administration.exportCsv(response.raw().getOutputStream());
        return "";
    }

    private BlocklistAdministration.Imported importCsv(Request request, Response response) {
        String type = Optional.ofNullable(request.contentType()).orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith(CSV)) {
            throw RequestRefusedException.invalid("Content-Type: text/csv expected");
        }
        return administration.importCsv(Administrator.of(request), csvBody.read(request));
    }

    private EntryJson get(Request request, Response response) {
        EmailAddress address = address(request);
        Optional<Block> block = blocklist.find(address);
        List<Blocklist.Event> history = blocklist.history(address);
        if (block.isEmpty() && history.isEmpty()) {
            throw RequestRefusedException.notFound(address + " is not on the blocklist, and never was");
        }
        List<BounceJson> evidence = block.stream()
                .flatMap(there -> there.evidence().stream())
                .flatMap(id -> bounces.find(id).stream())
                .map(BounceJson::of)
                .toList();
        return EntryJson.of(address, block, evidence, history);
    }

    private Optional<BlockJson> put(Request request, Response response) {
        EmailAddress address = address(request);
        PutBody wanted = putBody.read(request);
        boolean isNew = administration.block(
                Administrator.of(request), address, wanted.wantedReason(), wanted.end(clock.instant()));
        return isNew ? blocklist.find(address).map(BlockJson::of) : Optional.empty();
    }

    private Optional<?> delete(Request request, Response response) {
        EmailAddress address = address(request);
        administration.remove(Administrator.of(request), address, why(request));
        return Optional.empty();
    }

    private String why(Request request) {
        return deleteBody
                .read(request, new DeleteBody(Optional.empty()))
                .why()
                .orElseThrow(() -> RequestRefusedException.invalid(
                        "why: it is needed, as {\"why\": \"…\"} in the body: the blocklist keeps who took an address"
                                + " off it, when and why"));
    }

    private static EmailAddress address(Request request) {
        return new RequestParameters(request).path("address", EmailAddress::parse);
    }

    private record PutBody(Optional<String> reason, Optional<String> until, Optional<Integer> days) {
        String wantedReason() {
            return reason.orElseThrow(() -> RequestRefusedException.invalid(
                    "reason: it is needed; 1 to " + BlocklistAdministration.MAX_REASON + " characters expected"));
        }

        Optional<Instant> end(Instant now) {
            if (until.isPresent() && days.isPresent()) {
                throw RequestRefusedException.invalid("until, days: only one of them expected");
            }
            return until.map(PutBody::time).or(() -> days.map(number -> daysAfter(now, number)));
        }

        private static Instant time(String text) {
            try {
                return DateOrTime.parse(text);
            } catch (IllegalArgumentException e) {
                throw RequestRefusedException.invalid("until: " + e.getMessage());
            }
        }

        private static Instant daysAfter(Instant now, int days) {
            if (days < 1 || days > MAX_DAYS) {
                throw RequestRefusedException.invalid("days: a whole number from 1 to " + MAX_DAYS + " expected");
            }
            return now.truncatedTo(ChronoUnit.MICROS).plus(days, ChronoUnit.DAYS);
        }
    }

    private record DeleteBody(Optional<String> why) {}

    private record PageJson(List<BlockJson> blocks, Optional<String> next) {
        /** @param blocks maybe one more than the page has */
        static PageJson of(List<Block> blocks, int limit) {
            return new PageJson(
                    blocks.stream().limit(limit).map(BlockJson::of).toList(),
                    blocks.size() > limit ? Optional.of(position(blocks.get(limit - 1))) : Optional.empty());
        }
    }

    private record BlockJson(
            String address,
            String cause,
            String reason,
            Instant at,
            String by,
            Optional<Instant> until,
            List<String> evidence) {
        static BlockJson of(Block block) {
            return new BlockJson(
                    block.address().asString(),
                    block.cause().apiName(),
                    block.reason(),
                    block.at(),
                    block.by(),
                    block.until(),
                    block.evidence().stream().map(BounceId::value).toList());
        }
    }

    private record EntryJson(
            String address,
            boolean blocked,
            Optional<String> cause,
            Optional<String> reason,
            Optional<Instant> at,
            Optional<String> by,
            Optional<Instant> until,
            List<BounceJson> evidence,
            List<EventJson> history) {
        static EntryJson of(
                EmailAddress asked, Optional<Block> block, List<BounceJson> evidence, List<Blocklist.Event> history) {
            return new EntryJson(
                    block.map(Block::address).orElse(asked).asString(),
                    block.isPresent(),
                    block.map(there -> there.cause().apiName()),
                    block.map(Block::reason),
                    block.map(Block::at),
                    block.map(Block::by),
                    block.flatMap(Block::until),
                    evidence,
                    history.stream().map(EventJson::of).toList());
        }
    }

    private record EventJson(Instant at, boolean blocked, String who, String why) {
        static EventJson of(Blocklist.Event event) {
            return new EventJson(event.at(), event.blocked(), event.who(), event.why());
        }
    }
}
