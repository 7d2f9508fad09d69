package dev.gantry.http.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gantry.client.jobs.Caller;
import dev.gantry.client.wire.Problem;
import dev.gantry.client.wire.WireJson;
import dev.gantry.engine.time.Timers;
import dev.gantry.http.path.Names;
import dev.gantry.http.problem.ProblemException;
import dev.gantry.http.problem.Problems;
import dev.gantry.http.problem.ReasonPhrases;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.http.io.NIOOutputStream;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.nio.NIOConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request and the answer to it, which may come at any time and from any thread. It is answered once, or its client goes. */
final class Exchange {

    /** How long a client may go on to send what nobody wants, so that it gets to read why. */
    private static final Duration LONGEST_LEFTOVER = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(Exchange.class);

    private final Request request;
    private final Response response;
    /** Kept here, for Grizzly gives the request to another connection when it is answered. */
    private final NIOConnection connection;

    private final Executor threads;
    private final Timers timers;

    private Consumer<Throwable> whenGone = why -> {};
    private boolean gone;
    private boolean resumed;

    Exchange(Request request, Response response, Executor threads, Timers timers) {
        this.request = request;
        this.response = response;
        this.connection = (NIOConnection) request.getContext().getConnection();
        this.threads = threads;
        this.timers = timers;
        response.suspend(0, TimeUnit.SECONDS, new EmptyCompletionHandler<>() {
            @Override
            public void cancelled() {
                gone();
            }
        });
    }

    private void gone() {
        Consumer<Throwable> told;
        synchronized (this) {
            gone = true;
            told = whenGone;
        }
        told.accept(new CancellationException("the client is gone"));
    }

    /** Have somebody told, on a thread that must not wait, if the client goes before it is answered. */
    void whenGone(Consumer<Throwable> told) {
        boolean already;
        synchronized (this) {
            whenGone = told;
            already = gone;
        }
        if (already) {
            gone();
        }
    }

    synchronized boolean isGone() {
        return gone;
    }

    private synchronized boolean isOver() {
        return gone || resumed;
    }

    Executor threads() {
        return threads;
    }

    Timers timers() {
        return timers;
    }

    String method() {
        return request.getMethod().getMethodString();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    Request request() {
        return request;
    }

    /** How long the body is; -1 if the client does not say. */
    long contentLength() {
        return request.getContentLengthLong();
    }

    /** Who calls, as far as they say. */
    String caller() {
        return header(Caller.HEADER)
                .filter(name -> name.matches("[\\x21-\\x7e]{1,%d}".formatted(Caller.LONGEST)))
                .orElseGet(request::getRemoteAddr);
    }

    /** The query parameter {@code upload}, which is the only one there is. */
    Optional<String> upload() {
        String query = request.getQueryString();
        if (query == null || query.isEmpty()) {
            return Optional.empty();
        }
        int equals = query.indexOf('=');
        String name = Names.decoded(equals < 0 ? query : query.substring(0, equals));
        if (!name.equals("upload") || query.contains("&")) {
            throw ProblemException.badRequest(
                    "the query is \"%s\"; this call understands upload=ID alone".formatted(query));
        }
        String id = Names.decoded(query.substring(equals + 1));
        if (!id.matches("[A-Za-z0-9_-]{1,64}")) {
            throw ProblemException.badRequest(
                    "upload is \"%s\"; expected 1 to 64 letters, digits, '_' or '-'".formatted(id));
        }
        return Optional.of(id);
    }

    /** Have the body sent to a target, telling the client first that it is wanted if it asks. */
    void receive(IncomingBody.Target target) throws IOException {
        if (request.requiresAcknowledgement()) {
            response.setStatus(100);
            response.sendAcknowledgement();
            response.setStatus(200);
        }
        IncomingBody body = new IncomingBody(request, threads, timers, this::cut, target);
        whenGone(body::fail);
        body.start();
    }

    /** Answer with a wire record. */
    void answer(int status, Map<String, String> headers, Object wireRecord) {
        answer(status, "application/json", headers, bytes(wireRecord));
    }

    /** Answer without a body, which the headers may tell of all the same. */
    void answer(int status, Map<String, String> headers) {
        answer(status, null, headers, new byte[0]);
    }

    /** Answer with the problem that something thrown stands for; with nothing if that is just that the client went. */
    void refuse(Throwable thrown) {
        if (isGone()) {
            log.debug("{} {} has nobody any more to be told: {}", method(), request.getRequestURI(), thrown.toString());
            return;
        }
        Problem problem = Problems.of(thrown).at(request.getRequestURI());
        Map<String, String> headers = Problems.headers(problem);
        switch (problem.status()) {
            case 405 -> headers.put("Allow", String.join(", ", TransferMethods.of(problem)));
            case 416 -> problem.member("size").ifPresent(size -> headers.put("Content-Range", "bytes */" + size));
            default -> {
                // The body says it all.
            }
        }
        answer(problem.status(), Problem.MEDIA_TYPE, headers, bytes(problem));
    }

    private static byte[] bytes(Object wireRecord) {
        try {
            return WireJson.mapper().writeValueAsString(wireRecord).getBytes(UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a wire record cannot be written", e);
        }
    }

    private void answer(int status, String type, Map<String, String> headers, byte[] body) {
        if (isOver()) {
            return;
        }
        try {
            boolean unasked = request.requiresAcknowledgement();
            boolean unread = !unasked && mayHaveBody();
            if (unasked) {
                // The client waited to be asked for a body; if it came now, nobody could tell it from another request.
                request.getRequest().getResponse().acknowledged();
            }
            if (unasked || unread) {
                // What comes behind a body that was answered before its end would wait for ever.
                response.setHeader(Header.Connection, "close");
                request.getRequest().getProcessingState().setKeepAlive(false);
            }
            begin(status, type, headers);
            if (type != null) {
                response.setContentLengthLong(body.length);
            }
            NIOOutputStream out = response.getNIOOutputStream();
            if (!method().equals("HEAD")) {
                out.write(body);
            }
            out.flush();
            if (unread) {
                leftover();
            } else {
                finish();
            }
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    /** The answer cannot be given as it should be: that the connection ends is how the client learns of it. */
    void fail(Exception why) {
        if (isGone() || why instanceof IOException) {
            log.debug("an answer did not reach its client: {}", why.toString());
        } else {
            log.warn("an answer failed; its connection is closed", why);
        }
        end();
    }

    /** Say the head of an answer; what follows is up to the caller. */
    void begin(int status, String type, Map<String, String> headers) {
        response.setStatus(status, ReasonPhrases.of(status));
        if (type != null) {
            response.setContentType(type);
        }
        headers.forEach(response::setHeader);
    }

    Response response() {
        return response;
    }

    NIOConnection connection() {
        return connection;
    }

    private boolean mayHaveBody() {
        return !request.getNIOInputStream().isFinished()
                && (contentLength() > 0 || request.getRequest().isChunked());
    }

    /** Let the client send what it is about to, so that it gets to read the answer; a cut would take that away from it. */
    private void leftover() {
        Timers.Timer enough = timers.after(LONGEST_LEFTOVER, this::cut);
        IncomingBody rest = new IncomingBody(request, threads, timers, this::cut, new IncomingBody.Target() {
            @Override
            public void write(ByteBuffer piece) {
                // Nobody wants it.
            }

            @Override
            public void end() {
                enough.cancel();
                finish();
            }

            @Override
            public void broken(Throwable why) {
                enough.cancel();
                cut();
            }
        });
        whenGone(rest::fail);
        rest.start();
    }

    /** The answer is complete. */
    void finish() {
        synchronized (this) {
            if (gone || resumed) {
                return;
            }
            resumed = true;
        }
        response.resume();
    }

    /** Wait no longer for what the client does not do. */
    void cut() {
        log.debug("a request is not waited for any longer; its connection is closed");
        end();
    }

    /** End the connection, unless this is over: what is under way on it then is another's. */
    private void end() {
        if (!isOver()) {
            // A close would wait until the client has taken what is queued.
            connection.terminateSilently();
        }
    }
}
