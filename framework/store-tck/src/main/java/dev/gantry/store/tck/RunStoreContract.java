package dev.gantry.store.tck;

import dev.gantry.store.RunStore;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Everything that a store must do. A store that outlives its process must also pass {@link DurableContract}. */
public abstract class RunStoreContract
        implements SubmitContract,
                IdempotencyContract,
                ClaimContract,
                AheadContract,
                LimitContract,
                ProjectContract,
                LeaseContract,
                ParkContract,
                FenceContract,
                CompleteContract,
                CancelContract,
                KinContract,
                RetryContract,
                LogContract,
                StashContract,
                FileContract,
                TextContract,
                ListContract,
                TallyContract,
                ChangeContract,
                WorkerContract,
                RetentionContract,
                CopyContract,
                ClosingContract,
                RaceContract,
                ModelContract {

    private StoreFixture fixture;

    /**
     * Open the store of this test, by this clock. Called again within one test after a close, it opens what the closed
     * store left, if the store outlives its process.
     */
    protected abstract RunStore open(InstantSource clock);

    @BeforeEach
    void openStore() {
        fixture = new StoreFixture(this::open);
    }

    @AfterEach
    void closeStore() {
        fixture.store().close();
    }

    @Override
    public final StoreFixture fixture() {
        return fixture;
    }
}
