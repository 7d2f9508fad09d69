package dev.gantry.http.call;

import dev.gantry.client.wire.AddressedRun;
import dev.gantry.client.wire.RunStanding;
import dev.gantry.client.wire.TargetEntry;
import dev.gantry.engine.jobs.ProjectRuns;
import dev.gantry.engine.jobs.RunSetup;
import dev.gantry.job.RunStatus;
import dev.gantry.job.Target;
import dev.gantry.store.Origin;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import java.util.Optional;

/** Runs by their addresses, as they are shown. */
final class AddressedViews {

    private AddressedViews() {}

    static AddressedRun run(Run run) {
        return run(ProjectRuns.addressOf(run), Optional.of(run));
    }

    static AddressedRun run(RunAddress address, Optional<Run> run) {
        return new AddressedRun(
                address.project(),
                address.jobId(),
                status(run).name(),
                run.map(AddressedViews::details).orElse(null));
    }

    static RunStanding standing(RunAddress address, Optional<Run> run) {
        return new RunStanding(address.project(), address.jobId(), status(run).name());
    }

    static RunStatus status(Optional<Run> run) {
        return run.map(ProjectRuns::statusOf).orElse(RunStatus.UNKNOWN);
    }

    private static AddressedRun.Details details(Run run) {
        Origin origin = run.request().origin();
        RunSetup setup = RunSetup.of(origin.setup());
        return new AddressedRun.Details(
                run.uuid(),
                run.request().path(),
                run.request().options().description(),
                run.request().options().tags(),
                Views.standing(run),
                Views.times(run),
                new AddressedRun.Kin(origin.parent().orElse(null), setup.config(), target(setup.target())));
    }

    static TargetEntry target(Target target) {
        return new TargetEntry(
                target.place().name(),
                target.name().isEmpty() ? null : target.name(),
                target.user().orElse(null),
                target.port().orElse(null),
                target.sudo().orElse(null));
    }
}
