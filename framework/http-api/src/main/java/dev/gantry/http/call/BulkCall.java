package dev.gantry.http.call;

import dev.gantry.client.wire.BulkState;
import dev.gantry.http.bulk.BulkAction;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.schema.UnreadableJsonException;
import dev.gantry.store.Run;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.glassfish.jersey.uri.UriComponent;

/** Cancels or retries many runs: {@code POST /bulk}. */
public final class BulkCall {

    private static final List<String> MEMBERS = List.of("action", "uuids", "path", "filter", "expected");
    private static final int MOST_NAMED = 10_000;
    private static final int MOST_FOUND = 100_000;

    private final Api api;

    BulkCall(Api api) {
        this.api = api;
    }

    /**
     * 202 once it has begun, with where to ask how it stands. The runs are those that are named, or all that a filter finds: it
     * must not be empty, and find no more than the caller expected, or nothing is done and the answer is 409.
     */
    @POST
    @Produces(Api.JSON)
    public CompletionStage<Response> begin(byte[] body) throws UnreadableJsonException {
        JsonBody members = JsonBody.parse(body, MEMBERS);
        Optional<BulkAction> action = members.parsed("action", "cancel or retry", BulkAction::named);
        if (action.isEmpty()) {
            members.fault("/action", "expected cancel or retry");
        }
        Optional<List<UUID>> named = members.uuids("uuids", MOST_NAMED);
        Optional<Integer> expected = members.number("expected", 0, MOST_FOUND);
        String path = members.text("path").orElse("").replaceAll("^/+|/+$", "");
        String filter = members.text("filter").orElse("");
        if (named.isEmpty() && expected.isEmpty()) {
            members.fault("", "expected uuids, or a filter with the number of runs expected");
        }
        members.done();
        Supplier<List<UUID>> find =
                named.<Supplier<List<UUID>>>map(uuids -> () -> uuids).orElseGet(() -> matching(path, filter, expected));
        return api.bulk().begin(action.orElseThrow(), find).thenApplyAsync(this::answer, api.workers());
    }

    private Response answer(BulkState begun) {
        return Response.accepted(begun)
                .location(URI.create(api.path("bulk/" + begun.id())))
                .build();
    }

    private Supplier<List<UUID>> matching(String path, String filter, Optional<Integer> expected) {
        MultivaluedMap<String, String> parameters = UriComponent.decodeQuery(filter, true);
        if (path.isEmpty() && parameters.isEmpty()) {
            throw ProblemException.conflict(
                    "the filter is empty, which means every run there is; name at least one condition");
        }
        if (!path.isEmpty()
                && api.catalog().job(path).isEmpty()
                && api.catalog().branch(path).isEmpty()) {
            throw ProblemException.noBranch(api.path(path));
        }
        RunSelection selection = RunSelection.read(api, path, new Query(parameters, RunSelection.PARAMETERS));
        return () -> find(selection, expected.orElseThrow());
    }

    private List<UUID> find(RunSelection selection, int expected) {
        RunSearch search = new RunSearch(api, selection);
        List<UUID> found = new ArrayList<>();
        OptionalLong below = OptionalLong.empty();
        do {
            RunSearch.Found page = search.find(below, 1_000);
            page.runs().stream().map(Run::uuid).forEach(found::add);
            below = page.next();
            if (found.size() > expected) {
                throw ProblemException.moreThanExpected(found.size(), below.isPresent(), expected);
            }
        } while (below.isPresent());
        return found;
    }
}
