package dev.gantry.client.link;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests to one server. Thread-safe. */
public final class Link {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** What a proxy or a server that starts or stops says: try again. */
    private static final Set<Integer> PASSING = Set.of(502, 503, 504);

    private final ServerAccess access;
    private final HttpClient client;

    /** Make one; no connection is made before the first request. */
    public Link(ServerAccess access) {
        this.access = access;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_TIMEOUT);
        access.tls().ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    /** How the server is reached. */
    public ServerAccess access() {
        return access;
    }

    /** Where the server is, base path included, without a slash at the end. */
    public URI server() {
        return access.server();
    }

    /**
     * Begin a request of a path: with a leading slash as the server names it, without one below the server's base path. Its
     * time-out is the usual one.
     */
    public HttpRequest.Builder request(String path) {
        URI uri = path.startsWith("/") ? server().resolve(path) : URI.create(server() + "/" + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(access.timeout());
        access.token().ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    /** Begin a request whose answer the server may delay for so long. */
    public HttpRequest.Builder request(String path, Duration wait) {
        return request(path).timeout(access.timeout().plus(wait));
    }

    /**
     * Send a request once.
     *
     * @throws IOException if no answer came, or not within its time-out; an {@link InterruptedIOException} if the thread was
     *     interrupted
     */
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body) throws IOException {
        Duration timeout = request.timeout().orElse(access.timeout());
        CompletableFuture<HttpResponse<T>> answer = sendAsync(request, body);
        try {
            // The client's own time-out ends with the head of the answer; the body may stop coming too.
            return answer.get(timeout.plus(access.timeout()).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while calling " + request.uri());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpTimeoutException("the answer did not come to its end");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException broken ? broken : new IOException(e.getCause());
        }
    }

    /** Send a request once, without waiting for the answer. */
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> body) {
        return client.sendAsync(request, body);
    }

    /**
     * Send a request that does no harm if it arrives twice, again and again while the server is away.
     *
     * @param beforeRepeat called before each repetition
     * @return the answer; one of 502, 503 or 504 only if the server still gives it when patience is at an end
     * @throws IOException as the last attempt failed
     */
    public <T> HttpResponse<T> sendPatiently(HttpRequest request, BodyHandler<T> body, Runnable beforeRepeat)
            throws IOException {
        long end = System.nanoTime() + access.patience().total().toNanos();
        for (int failures = 1; ; failures++) {
            Duration pause = access.patience().pause(failures);
            try {
                HttpResponse<T> answer = send(request, body);
                if (!isPassing(answer.statusCode())) {
                    return answer;
                }
                pause = longer(pause, retryAfter(answer));
                if (System.nanoTime() + pause.toNanos() > end) {
                    return answer;
                }
            } catch (InterruptedIOException interrupted) {
                throw interrupted;
            } catch (IOException e) {
                if (System.nanoTime() + pause.toNanos() > end) {
                    throw e;
                }
            }
            sleep(pause, request.uri());
            beforeRepeat.run();
        }
    }

    /** Whether a status tells of something that may pass. */
    public static boolean isPassing(int status) {
        return PASSING.contains(status);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** What the server asks for; nothing if it does not, or in the form of a date, which needs a clock that agrees. */
    private static Duration retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(Duration.ZERO);
    }

    private static void sleep(Duration pause, URI uri) throws InterruptedIOException {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before calling %s again".formatted(uri));
        }
    }
}
