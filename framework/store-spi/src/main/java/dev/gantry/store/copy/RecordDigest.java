package dev.gantry.store.copy;

import dev.gantry.store.Belongings;
import dev.gantry.store.LogEntry;
import dev.gantry.store.RemoteRun;
import dev.gantry.store.Run;
import dev.gantry.store.RunAddress;
import dev.gantry.store.RunLog;
import dev.gantry.store.RunRecord;
import dev.gantry.store.RunRequest;
import dev.gantry.store.Standing;
import dev.gantry.store.Stash;
import dev.gantry.store.StoredFile;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The SHA-256 of all that two stores must agree on. Moments count to the microsecond, which every store keeps; until when a
 * lease was good, whether it was parked, and under which id a content lies are a store's own business.
 */
final class RecordDigest {

    private static final int BUFFERED = 8_192;
    /** Moments that are further away are kept as the furthest there is by some stores. */
    private static final long MOST_SECONDS = 9_000_000_000_000L;

    private final MessageDigest digest;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFERED);

    private RecordDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static String of(RunRecord record) {
        RecordDigest digest = new RecordDigest();
        digest.run(record.run());
        digest.text(record.body().params());
        digest.optional(record.body().data(), digest::text);
        digest.log(record.log());
        digest.belongings(record.belongings());
        digest.list(
                record.remotes().stream()
                        .sorted(Comparator.comparing(RemoteRun::api)
                                .thenComparing(child -> child.address().toString()))
                        .toList(),
                digest::remote);
        return digest.end();
    }

    static String of(Belongings belongings) {
        RecordDigest digest = new RecordDigest();
        digest.belongings(belongings);
        return digest.end();
    }

    private String end() {
        flush();
        return HexFormat.of().formatHex(digest.digest());
    }

    private void flush() {
        digest.update(buffer.flip());
        buffer.clear();
    }

    private void number(long value) {
        if (buffer.remaining() < Long.BYTES) {
            flush();
        }
        buffer.putLong(value);
    }

    /** Characters as they are: an encoding would take all halves of surrogate pairs for the same. */
    private void text(String text) {
        number(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (buffer.remaining() < Character.BYTES) {
                flush();
            }
            buffer.putChar(text.charAt(i));
        }
    }

    private void real(double value) {
        number(Double.doubleToLongBits(value));
    }

    private void moment(Instant moment) {
        long seconds = Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, moment.getEpochSecond()));
        boolean isFar = Math.abs(seconds) == MOST_SECONDS;
        number(seconds);
        number(isFar ? 0 : TimeUnit.NANOSECONDS.toMicros(moment.getNano()));
    }

    private void uuid(UUID uuid) {
        number(uuid.getMostSignificantBits());
        number(uuid.getLeastSignificantBits());
    }

    private <T> void optional(Optional<T> value, Consumer<T> put) {
        number(value.isPresent() ? 1 : 0);
        value.ifPresent(put);
    }

    private <T> void list(List<T> values, Consumer<T> put) {
        number(values.size());
        values.forEach(put);
    }

    private void run(Run run) {
        request(run.request());
        number(run.stamp().number());
        number(run.stamp().revision());
        moment(run.stamp().createdAt());
        moment(run.stamp().updatedAt());
        standing(run.standing());
        real(run.progress().completeness());
        real(run.progress().tickCount());
        real(run.progress().tickValue());
        number(run.fence());
        optional(run.lease(), lease -> {
            text(lease.worker());
            number(lease.fence());
        });
    }

    private void request(RunRequest request) {
        uuid(request.uuid());
        text(request.path());
        text(request.jobType());
        text(request.options().description());
        list(List.copyOf(new TreeMap<>(request.options().tags()).entrySet()), this::entry);
        number(request.options().priority());
        optional(request.options().runAt(), this::moment);
        optional(request.options().idempotencyKey(), this::text);
        optional(request.origin().address(), this::address);
        optional(request.origin().parent(), this::uuid);
        text(request.origin().setup());
    }

    private void entry(Map.Entry<String, String> entry) {
        text(entry.getKey());
        text(entry.getValue());
    }

    private void address(RunAddress address) {
        text(address.project());
        text(address.jobId());
    }

    private void standing(Standing standing) {
        text(standing.state().name());
        moment(standing.runAt());
        number(standing.attempts());
        number(standing.errorCount());
        number(standing.resultCode());
        number(standing.cancelRequested() ? 1 : 0);
        optional(standing.startedAt(), this::moment);
    }

    private void log(RunLog log) {
        list(log.entries(), this::entry);
        list(List.copyOf(new TreeMap<>(log.dropped()).entrySet()), dropped -> {
            text(dropped.getKey().name());
            number(dropped.getValue());
        });
    }

    private void entry(LogEntry entry) {
        number(entry.seq());
        text(entry.line().kind().name());
        moment(entry.line().at());
        text(entry.line().message());
        number(entry.line().code());
    }

    private void belongings(Belongings belongings) {
        uuid(belongings.run());
        optional(belongings.stash(), this::stash);
        list(
                belongings.files().stream()
                        .sorted(Comparator.comparing(StoredFile::name))
                        .toList(),
                this::file);
    }

    private void stash(Stash stash) {
        text(stash.json());
        number(stash.version());
        text(stash.writer());
        moment(stash.at());
    }

    private void file(StoredFile file) {
        text(file.name());
        number(file.content().size());
        text(file.content().sha256());
        text(file.writer());
        moment(file.at());
    }

    private void remote(RemoteRun child) {
        text(child.api());
        address(child.address());
    }
}
