package dev.gantry.verify.fault;

/** What is counted in a round. For one thread. */
public final class Figures {

    private int lives;
    private int troubles;
    private int damagesReported;
    private int damagesHarmless;

    void addLife() {
        lives++;
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

    /** How many servers were struck. */
    public int lives() {
        return lives;
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
