package dev.gantry.app;

import dev.gantry.app.config.PeerTokens;
import dev.gantry.client.GantryClient;
import dev.gantry.client.link.ServerAccess;
import dev.gantry.engine.jobs.Peers;
import dev.gantry.job.JobApiException;
import dev.gantry.job.Jobs;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/** The other servers, over HTTP. One client each, which keeps its connections. */
final class PeerServers implements Peers {

    private final PeerTokens tokens;
    private final Optional<SSLContext> tls;
    private final Map<URI, GantryClient> clients = new ConcurrentHashMap<>();

    /**
     * Make them.
     *
     * @param tokens what is sent to whom; a job may name any server, and one that is not listed here is sent no token
     * @param tls whom to trust; absent: whom the JVM trusts
     */
    PeerServers(PeerTokens tokens, Optional<SSLContext> tls) {
        this.tokens = tokens;
        this.tls = tls;
    }

    @Override
    public Jobs at(URI server, String caller) {
        return clients.computeIfAbsent(server, this::client).jobs(caller);
    }

    private GantryClient client(URI server) {
        try {
            ServerAccess access = ServerAccess.to(server);
            ServerAccess trusting = tls.map(access::tls).orElse(access);
            return new GantryClient(tokens.of(server).map(trusting::token).orElse(trusting));
        } catch (IllegalArgumentException e) {
            throw new JobApiException(422, e.getMessage(), e);
        }
    }
}
