package dev.gantry.engine.simulation;

/** A fault that is planted into the simulated machine, to see whether the simulation finds it. */
enum Mutation {
    /** The store takes what is written under an old fence. */
    FENCES_FORGOTTEN,
    /** The store gives out more runs of a job than its limit allows. */
    JOB_LIMITS_IGNORED,
    /** The store gives out more runs of a project than its concurrency allows. */
    PROJECT_LIMITS_IGNORED,
    /** The store gives away runs whose leases have not run out. */
    LEASES_CUT_SHORT,
    /** Now and then the store tells nobody of a change: a lost wake-up. */
    CHANGES_UNTOLD,
    /** The store does not say when the next run is due, so nobody looks then. */
    NEXT_DUE_UNSAID,
    /** Parked runs are told to go on before they may. */
    RESUMED_UNASKED,
    /** What fails to be written is reported as written, so nobody tries again. */
    COMPLETIONS_LOST,
    /** A submit is answered before it is durable. */
    ANSWERED_TOO_EARLY,
    /** A cancel does not reach the children. */
    CHILDREN_SPARED,
    /** Now and then a timer never calls back. */
    TIMERS_LOST,
    /** Now and then a worker with free slots does not get to ask for runs. */
    FREE_SLOTS_UNNOTICED
}
