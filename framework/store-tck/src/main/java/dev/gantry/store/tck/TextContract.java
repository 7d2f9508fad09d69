package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.finished;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.store.Claim;
import dev.gantry.store.LogBatch;
import dev.gantry.store.LogLine;
import dev.gantry.store.Run;
import dev.gantry.store.RunBody;
import dev.gantry.store.RunUpdate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Texts come back as they were given, whatever is in them and however long they are. */
interface TextContract extends StoreContract {

    /** Each of these broke some store once. */
    String ODD = "NUL \u0000, newline \n, quote \", backslash \\, ä ß 漢字, \ud83d\ude00, combining a\u0308,"
            + " lone high \ud83d, lone low \ude00, \ufeff \ufffd \uffff \u2028";

    private void roundTrip(String params, String data, String text) {
        RunBuilder asked =
                aRun().params(params).description(text).tags(Map.of(text, text)).key(text);
        Run run = fixture().submit(asked);
        Claim claim = fixture().claimOne();
        LogLine line = LogLine.error(fixture().now(), 1, text);
        fixture()
                .complete(
                        new RunUpdate(
                                run.uuid(), claim.fence(), Optional.empty(), LogBatch.of(line), Optional.of(data)),
                        finished(200));

        assertThat(claim.body().params()).isEqualTo(params);
        assertThat(claim.run().request()).isEqualTo(asked.build().request());
        assertThat(fixture().run(run.uuid()).request()).isEqualTo(asked.build().request());
        assertThat(fixture().store().body(run.uuid())).contains(new RunBody(params, Optional.of(data)));
        assertThat(fixture()
                        .store()
                        .log(run.uuid(), 0)
                        .orElseThrow()
                        .entries()
                        .get(0)
                        .line())
                .isEqualTo(line);
    }

    @Test
    default void oddCharactersComeBack() {
        roundTrip("{\"s\":\"" + ODD + "\"}", "\"" + ODD + "\"", ODD);
    }

    @Test
    default void emptyTextsComeBack() {
        roundTrip("", "", "");
    }

    @Test
    default void eightMegabytesComeBack() {
        String big = "0123456789abcdef".repeat(512 * 1024);
        roundTrip("{}", big, "big data");
        roundTrip(big, "{}", "big params");
    }

    @Test
    default void bigTextsBeyondLatinComeBack() {
        roundTrip("{}", "漢\ud83d".repeat(1024 * 1024), "big odd data");
    }

    @Test
    default void manySmallTextsInOneReportComeBack() {
        fixture().submit(aRun());
        Claim claim = fixture().claimOne();
        LogLine[] lines = new LogLine[1_000];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = LogLine.event(fixture().now(), ODD.substring(i % ODD.length()));
        }
        fixture().log(claim, lines);

        assertThat(fixture().store().log(claim.run().uuid(), 0).orElseThrow().lines(LogLine.Kind.EVENT))
                .containsExactly(lines);
    }
}
