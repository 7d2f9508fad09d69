package dev.gantry.client.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gantry.job.Destination;
import dev.gantry.job.JobApiException;
import java.net.URLEncoder;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Names of projects and job ids: which may be, and which are made up. */
final class Names {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,199}");
    private static final RandomGenerator RANDOM = new SecureRandom();
    private static final int LETTERS = 20;

    private Names() {}

    static String project(Destination to) {
        return to.project()
                .map(name -> checked("project", name))
                .orElseGet(() -> "client.spawned_%02d".formatted(1 + RANDOM.nextInt(to.workers())));
    }

    static String jobId(Destination to) {
        return to.jobId().map(name -> checked("job id", name)).orElseGet(Names::letters);
    }

    private static String letters() {
        StringBuilder letters = new StringBuilder(LETTERS);
        RANDOM.ints(LETTERS, 'a', 'z' + 1).forEach(letters::appendCodePoint);
        return letters.toString();
    }

    static String checked(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new JobApiException(
                    422,
                    "the %s is \"%s\"; expected 1 to 200 letters, digits, '_', '-', '.' or ':', beginning with a letter or digit"
                            .formatted(what, name));
        }
        return name;
    }

    /** A name as a segment of a path. */
    static String segment(String name) {
        return URLEncoder.encode(name, UTF_8).replace("+", "%20");
    }
}
