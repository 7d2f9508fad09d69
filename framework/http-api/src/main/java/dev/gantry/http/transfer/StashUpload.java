package dev.gantry.http.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.client.wire.StashEntry;
import dev.gantry.engine.jobs.ProjectRuns;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.http.problem.Problems;
import dev.gantry.job.ClashException;
import dev.gantry.schema.UnreadableJsonException;
import dev.gantry.store.RunAddress;
import dev.gantry.store.Stash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A body that becomes the stash of a run: in place of the version that the client names, or else of the one that is there when
 * the request arrives. Of two that are sent at once without a word, one is therefore refused.
 */
final class StashUpload implements IncomingBody.Target {

    private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"");

    private final Exchange exchange;
    private final ProjectRuns runs;
    private final RunAddress address;
    private final long expected;
    private final ByteArrayOutputStream json = new ByteArrayOutputStream();

    StashUpload(Exchange exchange, ProjectRuns runs, RunAddress address) {
        this.exchange = exchange;
        this.runs = runs;
        this.address = address;
        exchange.header("Content-Type").ifPresent(StashUpload::checkType);
        checkLength(exchange.contentLength());
        this.expected = expected();
    }

    private static void checkType(String type) {
        String essence = type.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
        if (!essence.endsWith("/json") && !essence.endsWith("+json")) {
            throw ProblemException.unsupportedType(type);
        }
    }

    private void checkLength(long length) {
        if (length > runs.maxStashBytes()) {
            throw ProblemException.tooLarge("the stash", runs.maxStashBytes());
        }
    }

    private long expected() {
        Optional<String> match = exchange.header("If-Match").map(String::strip);
        Optional<String> noneMatch = exchange.header("If-None-Match").map(String::strip);
        if (noneMatch.isPresent()) {
            if (!noneMatch.get().equals("*") || match.isPresent()) {
                throw ProblemException.badRequest(
                        "If-None-Match is %s; expected * and no If-Match, to write a stash that nobody wrote yet"
                                .formatted(noneMatch.get()));
            }
            return 0;
        }
        if (match.isEmpty() || match.get().equals("*")) {
            return runs.stash(address).map(Stash::version).orElse(0L);
        }
        Matcher version = VERSION.matcher(match.get());
        if (!version.matches()) {
            throw ProblemException.badRequest(
                    "If-Match is %s; expected the ETag of the stash, such as \"3\"".formatted(match.get()));
        }
        return Long.parseLong(version.group(1));
    }

    @Override
    public void write(ByteBuffer piece) {
        checkLength((long) json.size() + piece.remaining());
        json.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
    }

    @Override
    public void end() throws IOException {
        if (json.size() == 0) {
            // Elsewhere no body means {}; here that would wipe out what is there, for who has just forgotten to send
            // one.
            throw ProblemException.badRequest("there is no body; expected the stash as JSON, such as {}");
        }
        try {
            var unused = runs.putStash(address, text(), expected, exchange.caller(), Optional.empty())
                    .whenCompleteAsync(this::answer, exchange.threads());
        } catch (UnreadableJsonException e) {
            exchange.refuse(e);
        }
    }

    private String text() {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(json.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.badRequest("the stash is no JSON in UTF-8; send it in UTF-8");
        }
    }

    private void answer(Stash stash, Throwable failure) {
        if (failure == null) {
            exchange.answer(
                    stash.version() == 1 ? 201 : 200,
                    Map.of("ETag", "\"%d\"".formatted(stash.version())),
                    new StashEntry(stash.version(), stash.writer(), stash.at()));
        } else if (Problems.cause(failure) instanceof ClashException clash) {
            exchange.refuse(withWinner(clash));
        } else {
            exchange.refuse(failure);
        }
    }

    private ProblemException withWinner(ClashException clash) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("winner", clash.winner());
        runs.stash(address).ifPresent(stash -> {
            members.put("version", stash.version());
            members.put("writtenAt", stash.at());
        });
        return ProblemException.clash(clash.getMessage(), members);
    }

    @Override
    public void broken(Throwable why) {
        exchange.refuse(why);
    }
}
