package dev.gantry.http.transport;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.client.wire.WireJson;
import jakarta.ws.rs.ext.ContextResolver;

/** Has answers written as the wire records say. */
public final class WireMapper implements ContextResolver<ObjectMapper> {

    @Override
    public ObjectMapper getContext(Class<?> type) {
        return WireJson.mapper();
    }
}
