package dev.gantry.verify.load;

import dev.gantry.verify.history.Order;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes orders. */
final class Orders {

    static final String ROOT = "verify";
    static final String STEP = "verify/step";
    static final String LIMITED = "verify/limited";

    static final List<String> PROJECTS = List.of("north", "south");

    private static final List<String> ENDINGS = List.of("ok", "ok", "ok", "ok", "code", "fail", "break", "again");
    static final int CALLERS = 4;
    static final List<String> PARAMS = List.of("steps", "stepMillis", "ending");
    private static final int SHORT_STEP = 12;
    /** So long that what a job reports is written while it still runs. */
    private static final int LONG_STEP = 120;

    private static final int PADDINGS = 3;

    private Orders() {}

    static Order make(int number, SplittableRandom random) {
        Map<String, String> params = Map.of(
                "steps", Integer.toString(1 + random.nextInt(4)),
                "stepMillis", Integer.toString(1 + random.nextInt(random.nextInt(6) == 0 ? LONG_STEP : SHORT_STEP)),
                "ending", ENDINGS.get(random.nextInt(ENDINGS.size())));
        Map<String, String> tags = new HashMap<>(Map.of(
                "caller", Integer.toString(random.nextInt(CALLERS)),
                "padding", "x".repeat(1 + 40 * random.nextInt(PADDINGS))));
        boolean addressed = random.nextInt(4) == 0;
        if (addressed) {
            tags.put("project", PROJECTS.get(random.nextInt(PROJECTS.size())));
        }
        return new Order(
                "m" + number,
                addressed || random.nextInt(10) < 4,
                random.nextInt(3) == 0 ? LIMITED : STEP,
                params,
                tags);
    }
}
