package dev.gantry.job;

/** Somebody else was first: with a run of the same job id, or with a stash. */
public class ClashException extends JobApiException {

    private static final long serialVersionUID = 1;

    private final String winner;

    /**
     * Make one.
     *
     * @param winner who was first: of a job id, the uuid of the run that has it; of a stash, who wrote it
     */
    public ClashException(String winner, String message) {
        super(409, message);
        this.winner = winner;
    }

    /** Who was first: of a job id, the uuid of the run that has it; of a stash, who wrote it. */
    public String winner() {
        return winner;
    }
}
