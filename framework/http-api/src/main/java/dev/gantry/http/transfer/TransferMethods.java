package dev.gantry.http.transfer;

import dev.gantry.client.wire.Problem;
import java.util.List;

/** The methods that a path takes. */
final class TransferMethods {

    static final List<String> OF_FILE = List.of("GET", "HEAD", "PUT");

    private TransferMethods() {}

    static List<String> of(Problem refusal) {
        return refusal.members().get("allow") instanceof List<?> named
                ? named.stream().map(Object::toString).toList()
                : OF_FILE;
    }
}
