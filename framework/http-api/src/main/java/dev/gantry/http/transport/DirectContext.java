package dev.gantry.http.transport;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Function;
import org.glassfish.jersey.model.Parameter.Source;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;

/**
 * Gives calls their head from the request at hand. Jersey would look it up anew for each parameter of each call, by way of
 * everything that can be injected, which costs more than the call.
 */
public final class DirectContext implements ValueParamProvider {

    @Override
    public Function<ContainerRequest, ?> getValueProvider(Parameter parameter) {
        if (parameter.getSource() != Source.CONTEXT) {
            return null;
        }
        if (parameter.getRawType() == UriInfo.class) {
            return ContainerRequest::getUriInfo;
        }
        return parameter.getRawType() == HttpHeaders.class ? request -> request : null;
    }

    @Override
    public PriorityType getPriority() {
        return Priority.HIGH;
    }
}
