package dev.gantry.verify.load;

import dev.gantry.verify.history.Order;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes orders. */
final class Orders {

    static final String ROOT = "verify";
    static final String STEP = "verify/step";
    static final String LIMITED = "verify/limited";

    static final String FAMILY = "verify/family";
    static final String CHILD = "verify/child";

    static final List<String> PROJECTS = List.of("north", "south");

    private static final List<String> ENDINGS = List.of("ok", "ok", "ok", "ok", "code", "fail", "break", "again");
    static final int CALLERS = 4;
    static final List<String> PARAMS = List.of("steps", "stepMillis", "children", "ending");
    private static final List<String> NUMBERS = List.of("steps", "stepMillis", "children");
    private static final int SHORT_STEP = 12;
    /** So long that what a job reports is written while it still runs. */
    private static final int LONG_STEP = 120;

    private static final int PADDINGS = 3;

    private Orders() {}

    static Order make(int number, SplittableRandom random) {
        boolean family = random.nextInt(8) == 0;
        Map<String, String> params = Map.of(
                "children", Integer.toString(family ? 1 + random.nextInt(3) : 0),
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
                family ? FAMILY : random.nextInt(3) == 0 ? LIMITED : STEP,
                params,
                tags);
    }

    /** One of a run that has no children. */
    static Order single(int number, SplittableRandom random) {
        Order made = make(number, random);
        return made.leaf().equals(FAMILY)
                ? new Order(made.mark(), made.keyed(), STEP, made.params(), made.tags())
                : made;
    }

    /** One of many that are submitted together; the schema of their job refuses some. */
    static Order item(int number, SplittableRandom random) {
        Order made = make(number, random);
        Map<String, String> tags = new HashMap<>(made.tags());
        tags.remove("project");
        Order item = new Order(made.mark(), made.keyed(), STEP, made.params(), tags);
        return random.nextInt(8) == 0 ? broken(item) : item;
    }

    private static Order broken(Order order) {
        Map<String, String> params = new HashMap<>(order.params());
        params.put("steps", "many");
        return new Order(order.mark(), order.keyed(), order.leaf(), params, order.tags());
    }

    /** What the server is sent as params. */
    static Map<String, Object> params(Order order, Path witness) {
        Map<String, Object> params = new HashMap<>(order.params());
        params.put("mark", order.mark());
        params.put("witness", witness.toString());
        for (String name : NUMBERS) {
            params.computeIfPresent(name, (key, text) -> number(text.toString()));
        }
        return params;
    }

    private static Object number(String text) {
        return text.chars().allMatch(Character::isDigit) ? Integer.valueOf(text) : text;
    }
}
