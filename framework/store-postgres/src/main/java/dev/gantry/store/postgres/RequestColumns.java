package dev.gantry.store.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.store.Origin;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunOptions;
import dev.gantry.store.RunRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The columns to which requests are written, many at once, in their order. */
final class RequestColumns {

    /** The columns of {@code run_request}, and of what {@link #ARRAYS} are unnested to. */
    static final String NAMES = """
            uuid, path, job_type, description, tags, priority, run_at, key_hash, key, project, job_id, parent, setup, params
            """;

    /** What to select from the unnested arrays, {@code AS v}. */
    static final String SELECTED = """
            v.uuid, v.path, v.job_type, v.description, string_to_array(v.tags, chr(1)), v.priority, v.run_at, v.key_hash,
            v.key, v.project, v.job_id, v.parent, v.setup, v.params
            """;

    /** What {@link #bind} binds. */
    static final String ARRAYS = """
            ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::bigint[], ?::uuid[], ?::text[], ?::text[],
            ?::text[], ?::uuid[], ?::text[], ?::text[]
            """;

    private RequestColumns() {}

    static void bind(Sql sql, List<RunRequest> requests, List<String> params) {
        Sql unused = sql.withUuids(column(requests, RunRequest::uuid))
                .withTexts(column(requests, request -> Texts.toDatabase(request.path())))
                .withTexts(column(requests, request -> Texts.toDatabase(request.jobType())))
                .withTexts(option(requests, options -> emptyToNull(options.description())))
                .withTexts(option(requests, RequestColumns::tags))
                .withInts(option(requests, RunOptions::priority))
                .withLongs(option(
                        requests,
                        options -> options.runAt().map(Moments::toDatabase).orElse(null)))
                .withUuids(column(requests, request -> keyHash(request).orElse(null)))
                .withTexts(option(
                        requests,
                        options ->
                                options.idempotencyKey().map(Texts::toDatabase).orElse(null)))
                .withTexts(address(requests, RunAddress::project))
                .withTexts(address(requests, RunAddress::jobId))
                .withUuids(column(requests, request -> request.origin().parent().orElse(null)))
                .withTexts(column(requests, RequestColumns::setup))
                .withTexts(params.stream().map(Texts::toDatabase).toList());
    }

    private static <T> List<T> column(List<RunRequest> requests, Function<RunRequest, T> value) {
        List<T> column = new ArrayList<>(requests.size());
        requests.forEach(request -> column.add(value.apply(request)));
        return column;
    }

    private static <T> List<T> option(List<RunRequest> requests, Function<RunOptions, T> value) {
        return column(requests, request -> value.apply(request.options()));
    }

    private static List<String> address(List<RunRequest> requests, Function<RunAddress, String> value) {
        return column(requests, request -> request.origin().address().map(value).orElse(null));
    }

    private static String emptyToNull(String text) {
        return text.isEmpty() ? null : Texts.toDatabase(text);
    }

    /** Arrays of several lengths fit into no array: the tags of each run are joined, and parted again by the database. */
    private static String tags(RunOptions options) {
        return options.tags().isEmpty()
                ? null
                : String.join(String.valueOf(Texts.SEPARATOR), Tags.toDatabase(options.tags()));
    }

    private static String setup(RunRequest request) {
        String setup = request.origin().setup();
        return setup.equals(Origin.NONE.setup()) ? null : Texts.toDatabase(setup);
    }

    /** What stands for the path and key of a request, if it has a key. */
    static Optional<UUID> keyHash(RunRequest request) {
        return request.options().idempotencyKey().map(key -> keyHash(request.path(), key));
    }

    /** What stands for a path and a key. */
    static UUID keyHash(String path, String key) {
        String both = Texts.toDatabase(path) + Texts.SEPARATOR + Texts.toDatabase(key);
        ByteBuffer digest = ByteBuffer.wrap(Digests.sha256().digest(both.getBytes(UTF_8)));
        return new UUID(digest.getLong(), digest.getLong());
    }
}
