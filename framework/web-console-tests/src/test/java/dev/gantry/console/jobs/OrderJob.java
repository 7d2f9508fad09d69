package dev.gantry.console.jobs;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.gantry.job.Leaf;
import dev.gantry.job.RunContext;
import dev.gantry.job.RunResult;
import dev.gantry.job.Secret;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.DefaultValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Has params of every kind, and says what it got. */
@Leaf(path = "order", name = "Order", description = "Takes an order, and shows every kind of field.")
public final class OrderJob extends ConsoleJob<OrderJob.Params> {

    /** How it is sent. */
    public enum Speed {
        SLOW,
        NORMAL,
        FAST
    }

    /** What may come with it. */
    public enum Extra {
        CARD,
        PAPER,
        RIBBON
    }

    /** When it may come. */
    public record Window(LocalDate from, LocalDate to) {

        public Window {
            if (from != null && to != null && from.isAfter(to)) {
                throw new IllegalArgumentException("from is %s; expected at most to, %s".formatted(from, to));
            }
        }
    }

    /** How it is paid. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Cash.class, name = "cash"),
        @JsonSubTypes.Type(value = Card.class, name = "card")
    })
    public sealed interface Payment permits Cash, Card {}

    /** On delivery. */
    public record Cash(@DefaultValue("false") boolean change) implements Payment {}

    /** In advance. */
    public record Card(@NotBlank String owner, @Secret String number) implements Payment {}

    /** A line of the order. */
    public record Item(
            @NotBlank String name,
            @DefaultValue("1") @Min(1) int count) {}

    /** The order. */
    public record Params(
            @NotBlank @JsonPropertyDescription("Who gets it.")
            String customer,

            @DefaultValue("1") @Min(1) @Max(99) int parcels,
            @DefaultValue("2.5") double weight,
            @DefaultValue("NORMAL") Speed speed,
            @DefaultValue("true") boolean insured,
            Set<Extra> extras,
            Instant notBefore,
            @DefaultValue("PT30M") Duration patience,
            Window window,
            List<Item> items,
            Map<String, Integer> stock,
            Payment payment,
            @Secret String password,
            Object anything) {}

    @Override
    public RunResult run(Params params, RunContext<Map<String, Object>> run) {
        run.data(Map.of("customer", params.customer(), "parcels", params.parcels(), "order", params.toString()));
        return RunResult.OK;
    }
}
