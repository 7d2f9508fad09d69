package dev.gantry.http.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.gantry.client.wire.Problem;
import dev.gantry.client.wire.WireJson;
import dev.gantry.http.problem.ReasonPhrases;
import java.io.IOException;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.http.util.MimeHeaders.MaxHeaderCountExceededException;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;

/** Says what is wrong with a request whose head nobody could read. Grizzly answers all of them with an empty 400. */
final class BrokenHeads implements AddOn {

    private static final String TOO_LARGE = "is too large";

    @Override
    public void setup(NetworkListener listener, FilterChainBuilder chain) {
        int codec = chain.indexOfType(HttpServerFilter.class);
        chain.set(codec, new Telling(listener, (HttpServerFilter) chain.get(codec)));
    }

    private static final class Telling extends HttpServerFilter {

        private final int maxHeadBytes;
        private final int maxHeaders;

        /** Made as Grizzly makes its own, for which it has nothing newer. */
        @SuppressWarnings("deprecation")
        Telling(NetworkListener listener, HttpServerFilter usual) {
            super(
                    listener.isChunkingEnabled(),
                    listener.getMaxHttpHeaderSize(),
                    null,
                    listener.getKeepAlive(),
                    null,
                    listener.getMaxRequestHeaders(),
                    listener.getMaxResponseHeaders());
            this.maxHeadBytes = listener.getMaxHttpHeaderSize();
            this.maxHeaders = listener.getMaxRequestHeaders();
            setAllowPayloadForUndefinedHttpMethods(usual.isAllowPayloadForUndefinedHttpMethods());
            setMaxPayloadRemainderToSkip(usual.getMaxPayloadRemainderToSkip());
        }

        @Override
        protected void onHttpHeaderError(HttpHeader head, FilterChainContext context, Throwable why)
                throws IOException {
            if (String.valueOf(why.getMessage()).endsWith(TOO_LARGE)
                    || why instanceof MaxHeaderCountExceededException) {
                ((HttpRequestPacket) head).getResponse().setStatus(431);
            }
            super.onHttpHeaderError(head, context, why);
        }

        @Override
        protected HttpContent customizeErrorResponse(HttpResponsePacket response) {
            byte[] problem = bytes(problem(response.getStatus()));
            response.setReasonPhrase(ReasonPhrases.of(response.getStatus()));
            // Grizzly writes the type of an answer to a request whose first line it has read, and no other.
            response.getHeaders().setValue(Header.ContentType).setString(Problem.MEDIA_TYPE);
            response.setContentLength(problem.length);
            return HttpContent.builder(response)
                    .content(Buffers.wrap(MemoryManager.DEFAULT_MEMORY_MANAGER, problem))
                    .last(true)
                    .build();
        }

        private Problem problem(int status) {
            return status == 431
                    ? Problem.of(
                            "head-too-large",
                            "Request header fields too large",
                            431,
                            "the address and headers of the request are over the limit of %,d bytes or %,d headers; send less in them"
                                    .formatted(maxHeadBytes, maxHeaders))
                    : Problem.of(
                            "bad-request",
                            ReasonPhrases.of(status),
                            status,
                            "the request is not HTTP/1.1 as it should be: its first line, a header or how its body is cut"
                                    + " into pieces cannot be read");
        }

        private static byte[] bytes(Problem problem) {
            try {
                return WireJson.mapper().writeValueAsString(problem).getBytes(UTF_8);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a problem cannot be written", e);
            }
        }
    }
}
