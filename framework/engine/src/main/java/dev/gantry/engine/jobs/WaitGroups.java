package dev.gantry.engine.jobs;

import dev.gantry.job.JobApiException;
import dev.gantry.job.Jobs;
import dev.gantry.job.RunHandle;
import dev.gantry.job.RunStatus;
import dev.gantry.job.WaitResult;
import dev.gantry.store.RunAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The runs of one wait, by the server that they are on.
 *
 * @param local those of this server
 * @param remote those of others, by the Job API there
 */
record WaitGroups(List<LocalRun> local, Map<Jobs, List<RunHandle>> remote) {

    static WaitGroups of(Collection<RunHandle> runs) {
        WaitGroups groups = new WaitGroups(new ArrayList<>(), new IdentityHashMap<>());
        for (RunHandle run : runs) {
            if (run instanceof LocalRun local) {
                groups.local.add(local);
            } else if (run instanceof RemoteRun remote) {
                groups.remote
                        .computeIfAbsent(remote.peer(), peer -> new ArrayList<>())
                        .add(remote.there());
            } else {
                throw new JobApiException(
                        422,
                        "%s/%s is not a handle of this run's jobs(); make one with newRun or run"
                                .formatted(run.project(), run.jobId()));
            }
        }
        return groups;
    }

    /** The runs of this server, each once. */
    Map<UUID, RunAddress> targets() {
        Map<UUID, RunAddress> targets = new LinkedHashMap<>();
        local.forEach(run -> targets.put(run.uuid(), run.address()));
        return targets;
    }

    /**
     * Count what became of all, once the other servers have had their time, one after the other.
     *
     * @param left how much of it there is
     */
    WaitResult result(RunWatch watch, Supplier<Duration> left) {
        List<RunStatus> statuses =
                local.stream().map(run -> watch.status(run.uuid())).toList();
        WaitResult all = WaitResult.of(statuses);
        for (Map.Entry<Jobs, List<RunHandle>> group : remote.entrySet()) {
            WaitResult there = group.getKey().waitJobs(group.getValue(), left.get());
            all = new WaitResult(all.ok() + there.ok(), all.fail() + there.fail(), all.timeout() + there.timeout());
        }
        return all;
    }
}
