package dev.gantry.verify.fault;

import dev.gantry.store.mapdb.drill.Drill;

/** What is counted in a round. For one thread. */
public final class Figures {

    private int kills;
    private int powerCuts;
    private int troubles;
    private int damagesReported;
    private int damagesHarmless;

    void addDeath(Drill drill) {
        if (drill.writeBack().isPresent()) {
            powerCuts++;
        } else {
            kills++;
        }
    }

    void addTrouble() {
        troubles++;
    }

    void addDamage(boolean reported) {
        if (reported) {
            damagesReported++;
        } else {
            damagesHarmless++;
        }
    }

    /** How many servers were killed, or ended themselves as if killed. */
    public int kills() {
        return kills;
    }

    /** How many servers were killed with all that they had not forced. */
    public int powerCuts() {
        return powerCuts;
    }

    /** How many faults befell them besides their death. */
    public int troubles() {
        return troubles;
    }

    /** How many damages of files were reported. */
    public int damagesReported() {
        return damagesReported;
    }

    /** How many damages of files changed nothing that anybody can see. */
    public int damagesHarmless() {
        return damagesHarmless;
    }
}
