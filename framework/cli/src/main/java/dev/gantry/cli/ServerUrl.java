package dev.gantry.cli;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the address of a server from the command line. */
final class ServerUrl implements ITypeConverter<URI> {

    @Override
    public URI convert(String text) {
        try {
            URI server = new URI(text);
            if (server.getHost() != null && ("http".equals(server.getScheme()) || "https".equals(server.getScheme()))) {
                return server;
            }
        } catch (URISyntaxException noUri) {
            // Reported below, like a URI of anything else.
        }
        throw new TypeConversionException(
                "\"%s\" is no server; expected a URL such as http://127.0.0.1:8888".formatted(text));
    }
}
