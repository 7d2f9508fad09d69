package dev.gantry.engine.catalog;

import java.util.Set;

/**
 * The attributes that {@code /dump} shows of every run. Params and data are flattened in beside them, so none of theirs
 * may have such a name.
 */
public final class RunAttributes {

    /**
     * The one attribute that ZeroG did not have: an object with all that Gantry has to say besides (state, runAt,
     * priority, attempts, tags, description, …). It is one, so that params keep their everyday names.
     */
    public static final String GANTRY = "gantry";

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
            GANTRY);

    private RunAttributes() {}
}
