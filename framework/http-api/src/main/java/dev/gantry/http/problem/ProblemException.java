package dev.gantry.http.problem;

import static java.util.Objects.requireNonNull;

import dev.gantry.client.wire.Access;
import dev.gantry.client.wire.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Refuses a call, with the problem to be answered. The factories are all the reasons that calls have of their own. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    private ProblemException(Problem problem) {
        super(requireNonNull(problem, "problem is null").detail(), null, false, false);
        this.problem = problem;
    }

    private static ProblemException of(String kind, String title, int status, String detail) {
        return new ProblemException(Problem.of(kind, title, status, detail));
    }

    /** The problem to be answered. */
    public Problem problem() {
        return problem;
    }

    /** There is no branch at a path. */
    public static ProblemException noBranch(String path) {
        return of("unknown-branch", "Unknown branch", 404, "No branch for " + path);
    }

    /** There is no job at a path. */
    public static ProblemException noJob(String path) {
        return of("unknown-job", "Unknown job", 404, "No job for " + path);
    }

    /** There is no job at a path, and there is one whose path is nearly the same. */
    public static ProblemException noJob(String path, String near) {
        return noJob("%s; did you mean %s?".formatted(path, near));
    }

    /** A run was to be queued of a job that nobody knows, by its path or its type. */
    public static ProblemException noJobToQueue(String job) {
        return of(
                "unknown-job",
                "Unknown job",
                404,
                "there is no job \"%s\"; expected the path or the type of a job of this server, as GET /tree lists them"
                        .formatted(job));
    }

    /** A job was expected at a path, and a branch is there. */
    public static ProblemException branchNotJob(String path) {
        return of("branch-not-job", "Branch, not a job", 400, path + " is a branch, not a job");
    }

    /** There is no run of that name under the root that was asked. */
    public static ProblemException noRun(String uuid) {
        return of("unknown-run", "Unknown run", 404, "Could not find job " + uuid);
    }

    /** Nobody has queued a run at an address. */
    public static ProblemException notQueued(String address) {
        return of("unknown-run", "Unknown run", 404, "nobody has queued %s".formatted(address));
    }

    /** There is no such worker. */
    public static ProblemException noWorker(String detail) {
        return of("unknown-worker", "Unknown worker", 404, detail);
    }

    /** A path means nothing; {@code hint} says what would. */
    public static ProblemException noCall(String path, String hint) {
        return of("unknown-path", "Unknown path", 404, "Nothing at %s; %s".formatted(path, hint));
    }

    /** A name in the path cannot be one. */
    public static ProblemException badName(String detail) {
        return of("invalid-name", "Invalid name", 422, detail);
    }

    /** The members of a body cannot be used. */
    public static ProblemException badBody(List<Problem.Fault> faults) {
        String detail = faults.stream()
                .map(fault ->
                        "%s: %s".formatted(fault.pointer().isEmpty() ? "the body" : fault.pointer(), fault.detail()))
                .collect(Collectors.joining("; "));
        return new ProblemException(
                Problem.of("invalid-body", "Invalid body", 422, detail).with(faults));
    }

    /** The run has no file of that name. */
    public static ProblemException noFile(String name, List<String> names) {
        return new ProblemException(Problem.of(
                        "unknown-file",
                        "Unknown file",
                        404,
                        names.isEmpty()
                                ? "there is no file \"%s\"; the run has none".formatted(name)
                                : "there is no file \"%s\"; the run has %s".formatted(name, some(names)))
                .with("files", names));
    }

    private static String some(List<String> names) {
        int most = 20;
        return names.size() <= most
                ? String.join(", ", names)
                : "%s and %d more".formatted(String.join(", ", names.subList(0, most)), names.size() - most);
    }

    /** An upload is not where a part of it begins. */
    public static ProblemException elsewhere(String upload, long from, long offset) {
        return new ProblemException(Problem.of(
                        "upload-elsewhere",
                        "Upload is elsewhere",
                        409,
                        "the upload %s has %,d bytes and this part begins at %,d; go on from there"
                                .formatted(upload, offset, from))
                .with("upload", upload)
                .with("offset", offset));
    }

    /** What is to be read has been replaced. */
    public static ProblemException replaced(String expected, String tag) {
        return of(
                "replaced",
                "Replaced",
                412,
                "the content is %s now; If-Match expects %s; read it anew".formatted(tag, expected));
    }

    /** No byte of what was asked for is there. */
    public static ProblemException noRange(String range, long size) {
        return new ProblemException(Problem.of(
                        "range-not-satisfiable",
                        "Range not satisfiable",
                        416,
                        "Range is \"%s\" and the file has %,d bytes".formatted(range, size))
                .with("size", size));
    }

    /** A call that the path does not take. */
    public static ProblemException noMethod(String method, List<String> allowed) {
        return new ProblemException(Problem.of(
                        "method-not-allowed",
                        "Method Not Allowed",
                        405,
                        "%s means nothing here; the path takes %s".formatted(method, String.join(", ", allowed)))
                .with("allow", allowed));
    }

    /** Somebody else was first; the problem says who. */
    public static ProblemException clash(String detail, Map<String, Object> members) {
        Problem problem = Problem.of("clash", "Somebody was first", 409, detail);
        for (Map.Entry<String, Object> member : members.entrySet()) {
            problem = problem.with(member.getKey(), member.getValue());
        }
        return new ProblemException(problem);
    }

    /** Something beside the body cannot be used: a query parameter or a header. */
    public static ProblemException badRequest(String detail) {
        return of("bad-request", "Bad request", 400, detail);
    }

    /** The run is in a state in which the call makes no sense. */
    public static ProblemException conflict(String detail) {
        return of("conflict", "Conflict", 409, detail);
    }

    /** A filter finds more runs than the caller was shown. */
    public static ProblemException moreThanExpected(int found, boolean more, int expected) {
        String count = more ? "at least " + found : Integer.toString(found);
        return new ProblemException(Problem.of(
                        "more-than-expected",
                        "More than expected",
                        409,
                        "%s runs match and %d were expected; nothing was done; look again".formatted(count, expected))
                .with("found", found));
    }

    /** The body is of a type that is not understood. */
    public static ProblemException unsupportedType(String given) {
        return of(
                "unsupported-media-type",
                "Unsupported media type",
                415,
                "the body is %s; send JSON with the header Content-Type: application/json".formatted(given));
    }

    /** The body is compressed, or coded in another way. */
    public static ProblemException unsupportedCoding(String given) {
        return new ProblemException(Problem.of(
                Problems.UNSUPPORTED_CODING,
                "Unsupported content coding",
                415,
                "Content-Encoding is \"%s\"; send the body as it is, without that header".formatted(given)));
    }

    /** A file or stash is longer than is kept. */
    public static ProblemException tooLarge(String what, long limit) {
        return of(
                "too-large",
                "Too large",
                413,
                "%s is over the limit of %,d bytes; send less, or raise the server's limit".formatted(what, limit));
    }

    /** The body is longer than is read. */
    public static ProblemException tooLarge(long limit) {
        return of(
                "too-large",
                "Body too large",
                413,
                "the body is over the limit of %,d bytes; send less, or raise the server's limit".formatted(limit));
    }

    /** The body brings more runs than are taken at once. */
    public static ProblemException tooMany(int limit) {
        return of(
                "too-many-items",
                "Too many items",
                413,
                "the body has more than %,d items, and none was submitted; send them in several calls"
                        .formatted(limit));
    }

    /** Submits of a job wait for its params to be made, and wait in vain. */
    public static ProblemException paramsHeld(String job, int count, Duration time) {
        return of(
                "params-held",
                "Params are not made",
                503,
                "%d submits of %s have waited for more than %d s for its params to be made; mend the params record in the plugin"
                        .formatted(count, job, time.toSeconds()));
    }

    /** The token is missing. */
    public static ProblemException tokenMissing() {
        return of("token-missing", "Token missing", 401, "send the header Authorization: Bearer TOKEN");
    }

    /** The token is not the server's. */
    public static ProblemException badToken() {
        return of("bad-token", "Bad token", 403, "bad token");
    }

    /** The call changes something, and the token is for those who only look. */
    public static ProblemException readOnly(String method, String path) {
        return new ProblemException(new Problem(
                        Problem.READ_ONLY,
                        "Read only",
                        403,
                        ("%s /%s is refused: the token that was sent is the server's read-token, which allows to look and"
                                        + " not to change anything; send the server's api-token instead")
                                .formatted(method, path),
                        null,
                        null,
                        Map.of())
                .with("access", Access.READ.access())
                .with("needs", Access.ALL.access()));
    }

    /** The call comes from a web page of another site. */
    public static ProblemException foreignOrigin(String origin) {
        return of(
                "foreign-origin",
                "Foreign origin",
                403,
                "calls from pages of %s are refused; only pages of this server may call it".formatted(origin));
    }

    /** The call is addressed to a name that is not this machine's own. */
    public static ProblemException foreignHost(String host) {
        return of(
                "foreign-host",
                "Misdirected request",
                421,
                "the call is addressed to %s; without a token the server answers to localhost only".formatted(host));
    }
}
