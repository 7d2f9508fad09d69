package dev.gantry.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.StoreUnavailableException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class WrappedProblemsTest {

    @Test
    void aProblemIsKnownThroughAllTheFuturesThatHandedItOn() {
        Throwable handedOnTwice =
                new CompletionException(new CompletionException(new StoreUnavailableException("the disk is full")));

        assertThat(Problems.of(handedOnTwice).status()).isEqualTo(503);
        assertThat(Problems.of(handedOnTwice).detail()).isEqualTo("the disk is full");
    }
}
