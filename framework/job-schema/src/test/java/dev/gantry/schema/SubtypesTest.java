package dev.gantry.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gantry.schema.Corpus.Circle;
import dev.gantry.schema.Corpus.Color;
import dev.gantry.schema.Corpus.Figure;
import dev.gantry.schema.Corpus.Square;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubtypesTest {

    record Drawing(Figure main, List<Figure> more) {}

    @Test
    void eachSubtypeIsBoundWithItsDefaults() {
        assertThat(Given.bound(
                        Drawing.class,
                        "{\"main\":{\"kind\":\"circle\",\"radius\":2},\"more\":[{\"side\":1,\"kind\":\"square\"}]}"))
                .isEqualTo(new Drawing(new Circle(2, Color.RED), List.of(new Square(1, null))));
    }

    @Test
    void faultsAreThoseOfTheSubtypeThatWasMeant() {
        assertThat(
                        Given.faults(
                                Drawing.class,
                                "{\"main\":{\"kind\":\"circle\",\"radius\":\"x\",\"side\":1},\"more\":[{\"kind\":\"square\"}]}"))
                .containsExactly(
                        "/main/radius expected a number, found the string \"x\"",
                        "/main/side unknown property; expected color, kind, radius",
                        "/more/0/side missing; it is required");
    }

    @Test
    void aSubtypeThatIsUnknownOrUnsaidIsOneFault() {
        assertThat(Given.faults(Drawing.class, "{\"main\":{\"kind\":\"circel\"},\"more\":[{},5]}"))
                .containsExactly(
                        "/main/kind expected one of \"circle\", \"square\", found the string \"circel\";"
                                + " did you mean \"circle\"?",
                        "/more/0/kind missing; it is required",
                        "/more/1 expected an object, found 5");
    }
}
