package dev.gantry.engine.catalog;

import java.util.Set;

/**
 * The attributes that {@code /dump} shows of every run. Params and data are flattened in beside them, so none of theirs
 * may have such a name.
 */
public final class RunAttributes {

    /** Their names. */
    public static final Set<String> NAMES = Set.of(
            "documentType",
            "jobType",
            "schemaVersion",
            "cas",
            "createdAt",
            "updatedAt",
            "uuid",
            "logId",
            "queueName",
            "queueKwargs",
            "queueJobId",
            "events",
            "errors",
            "warnings",
            "running",
            "errorCount",
            "completeness",
            "tickcount",
            "tickval",
            "resultCode",
            "state",
            "runAt",
            "priority",
            "attempts",
            "tags",
            "description",
            "cancelRequested",
            "report",
            "dropped",
            "held");

    private RunAttributes() {}
}
