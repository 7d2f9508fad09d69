package dev.gantry.schema;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.job.Secret;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/** A params record with every kind of component; {@code everything.post-schema.json} is its schema. */
final class Corpus {

    private Corpus() {}

    enum Color {
        @JsonProperty("red")
        RED,
        GREEN
    }

    record Window(
            @DefaultValue("2020-01-01") LocalDate from,
            LocalDate to,
            @Secret String key) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Circle.class, name = "circle"),
        @JsonSubTypes.Type(value = Square.class, name = "square")
    })
    sealed interface Figure permits Circle, Square {}

    record Circle(double radius, @DefaultValue("red") Color color) implements Figure {}

    record Square(@Min(1) int side, @Secret String key) implements Figure {}

    record Pair<T>(T one, List<T> more) {}

    record Code(@JsonValue String value) {}

    @SuppressWarnings("ArrayRecordComponent") // authors may have them
    record Everything(
            byte octet,
            short small,
            @DefaultValue("7") @Min(1) @Max(9) int count,
            @DefaultValue("123456789012") long big,
            BigInteger huge,
            float single,
            @DefaultValue("0.5") @Positive double ratio,
            @DecimalMin("0.01") BigDecimal price,
            @DefaultValue("true") boolean loud,
            char letter,
            @DefaultValue("") String note,
            @NotBlank @Size(max = 5) String tag,
            @Pattern(regexp = "[a-z]+") String lower,
            @Email String mail,
            @DefaultValue("red") Color color,

            @JsonProperty("first-name") @JsonPropertyDescription("what friends say") @NotNull
            String firstName,

            @JsonProperty(defaultValue = "2024-02-29") LocalDate day,
            @DefaultValue("2024-02-29T12:00:00Z") Instant instant,
            LocalDateTime local,
            LocalTime clock,
            @DefaultValue("PT0.5S") Duration pause,
            UUID id,
            URI link,
            byte[] bytes,
            @DefaultValue("[1,2]") List<@Min(1) Integer> numbers,
            Set<String> names,
            int[] array,
            @NotEmpty Map<String, Integer> counts,
            Map<Color, Window> windows,
            @DefaultValue("{\"to\":\"2021-01-01\"}") Window window,
            List<List<Window>> grid,
            Optional<@Min(2) Integer> maybe,
            @DefaultValue("4") Optional<Integer> four,
            OptionalInt number,
            Pair<String> texts,
            Pair<Window> spans,
            Figure figure,
            List<Figure> figures,
            Code code,
            @Secret @DefaultValue("none") String password,
            @Secret Window hidden,
            Object anything,
            JsonNode tree,
            @JsonIgnore String ignored) {}
}
