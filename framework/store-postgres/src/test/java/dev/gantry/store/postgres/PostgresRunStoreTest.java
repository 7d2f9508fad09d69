package dev.gantry.store.postgres;

import static dev.gantry.store.tck.RunBuilder.JOB_TYPE;
import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.ClaimRequest;
import dev.gantry.store.NewRun;
import dev.gantry.store.RunStore;
import dev.gantry.store.tck.DurableApiContract;
import dev.gantry.store.tck.DurableContract;
import dev.gantry.store.tck.RunStoreContract;
import dev.gantry.store.tck.StoreFixture;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresRunStoreTest extends RunStoreContract implements DurableContract, DurableApiContract {

    private final PostgresConfig config = TestServer.shared().freshSchema();

    @Override
    protected RunStore open(InstantSource clock) {
        return PostgresRunStore.open(config.withClock(clock));
    }

    /** Some poolers between a store and its database want everything as text. */
    @ParameterizedTest
    @ValueSource(strings = {"binaryTransfer=false", "preferQueryMode=simple", "binaryTransferEnable=1700"})
    void runsAreKeptAllTheSameWhateverTheAddressSaysOfHowValuesAreSent(String option) {
        String url = config.url() + (config.url().contains("?") ? "&" : "?") + option;
        try (RunStore store = PostgresRunStore.open(
                PostgresConfig.at(url).withSchema(config.schema()).withLogin(config.user(), config.password()))) {
            NewRun parent = aRun().build();
            NewRun child = aRun().childOf(parent.request().uuid()).build();

            await(store.submit(List.of(parent, child)));

            assertThat(store.find(child.request().uuid())
                            .orElseThrow()
                            .request()
                            .origin()
                            .parent())
                    .contains(parent.request().uuid());
            assertThat(await(store.claim(new ClaimRequest("worker", 2, StoreFixture.LEASE, Map.of(JOB_TYPE, 2))))
                            .claims())
                    .extracting(claim -> claim.run().uuid())
                    .containsExactly(parent.request().uuid(), child.request().uuid());
        }
    }
}
