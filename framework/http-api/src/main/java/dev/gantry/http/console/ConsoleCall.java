package dev.gantry.http.console;

import dev.gantry.http.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Serves the console: {@code GET /console/…}. Needs no token; what the console then calls does. */
public final class ConsoleCall {

    /** Where the console stands, below the base path. */
    public static final String NAME = "console";

    /** Nothing but what this server serves, and no page of another may show it inside itself. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final ConsoleFiles files;
    private final String basePath;
    private final String path;

    /**
     * Serve what a path means.
     *
     * @param basePath what stands before every path: empty, or with a leading slash and none at the end
     * @param path the path below the base path, as it was sent: {@code console}, or something below it
     */
    public ConsoleCall(ConsoleFiles files, String basePath, String path) {
        this.files = files;
        this.basePath = basePath;
        this.path = path;
    }

    /** Whether a path below the base path, as it was sent, is one of the console's. */
    public static boolean answers(String path) {
        return path.equals(NAME) || path.startsWith(NAME + "/");
    }

    /** Send whoever wants to see pages to the console. */
    public static Response redirect(int status, String basePath) {
        return Response.status(status)
                .location(URI.create(basePath + "/" + NAME + "/"))
                .build();
    }

    /** A file; those below {@code assets} never change, the others are asked for again. */
    @GET
    public Response file(
            @HeaderParam(HttpHeaders.ACCEPT_ENCODING) String encodings,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known) {
        if (path.equals(NAME) && files.present()) {
            return redirect(308, basePath);
        }
        String name = path.substring(Math.min(path.length(), NAME.length() + 1));
        ConsoleFile file = files.find(name).orElseThrow(this::nothing);
        Optional<byte[]> gzipped = file.gzipped().filter(any -> accepts(encodings));
        boolean unchanged = known != null && known.contains(file.tag());
        Response.ResponseBuilder answer =
                unchanged ? Response.notModified() : Response.ok(gzipped.orElse(file.plain()), file.type());
        if (gzipped.isPresent() && !unchanged) {
            answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return answer.header(HttpHeaders.ETAG, file.tag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header(HttpHeaders.CACHE_CONTROL, file.hashed() ? "public, max-age=31536000, immutable" : "no-cache")
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    private ProblemException nothing() {
        return ProblemException.noCall(
                basePath + "/" + path,
                files.present()
                        ? "the console begins at %s/%s/".formatted(basePath, NAME)
                        : "this server was built without the console");
    }

    private static boolean accepts(String encodings) {
        return encodings != null
                && Arrays.stream(encodings.toLowerCase(Locale.ROOT).split(","))
                        .map(String::strip)
                        .anyMatch(each ->
                                each.equals("gzip") || (each.startsWith("gzip;") && !each.matches(".*q=0(\\.0*)?")));
    }
}
