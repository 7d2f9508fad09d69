package dev.gantry.console.jobs;

import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;
import jakarta.ws.rs.DefaultValue;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Goes on step by step as the test says, and leaves one of each: data, a stash, a pair and a file. */
@Leaf(path = "import", name = "Import", description = "Imports the orders of a day.")
public final class ImportJob extends ConsoleJob<ImportJob.Params> {

    /** Where to wait. */
    public record Params(
            @DefaultValue("0") int orders, @DefaultValue("") String gate) {}

    @Override
    public RunResult run(Params params, RunContext<Map<String, Object>> run) {
        run.info("importing %d orders".formatted(params.orders()));
        run.completeness(0.25);
        run.data(Map.of("imported", 0));
        if (!params.gate().isEmpty()) {
            run.warning("order 17 has no customer");
        }
        System.out.println("printed by the import");
        Gates.pass(params.gate());
        run.checkCancelled();
        run.data(Map.of("imported", params.orders()));
        run.meta("day", "sunday");
        run.jobs().mine().putStash(Map.of("cursor", params.orders()));
        run.jobs()
                .mine()
                .putFile(new ByteArrayInputStream("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)), "orders.csv");
        run.info("imported %d orders".formatted(params.orders()));
        return RunResult.OK;
    }
}
