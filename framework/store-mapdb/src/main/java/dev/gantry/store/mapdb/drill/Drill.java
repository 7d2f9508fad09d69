package dev.gantry.store.mapdb.drill;

import dev.gantry.store.RunStore;
import dev.gantry.store.mapdb.Disk;
import dev.gantry.store.mapdb.FileDisk;
import dev.gantry.store.mapdb.MapDbConfig;
import dev.gantry.store.mapdb.MapDbRunStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is done to one server process and its store.
 *
 * @param control a folder by whose files faults are switched while the process runs: see {@link Switchboard}
 * @param lease how long a lease lasts
 * @param seed decides what is left to chance
 * @param halt where the process dies, if it does
 * @param writeBack if present, writes stay in memory until they are forced, except so many percent of their sectors
 * @param bug what is wrong, if anything
 */
public record Drill(
        Path control,
        Duration lease,
        long seed,
        Optional<Halt> halt,
        Optional<Integer> writeBack,
        Optional<PlantedBug> bug) {

    /** The system property that has the {@link #text()}. */
    public static final String PROPERTY = "gantry.drill";

    private static final int SEGMENT_BYTES = 1 << 15;
    private static final int PARTITION_RUNS = 25;
    private static final long PARTITION_BYTES = 1 << 18;
    private static final int HELD_BODIES = 5;

    /** A drill in which nothing fails unless it is switched. */
    public static Drill quiet(Path control, Duration lease, long seed) {
        return new Drill(control, lease, seed, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same, dying at a point. */
    public Drill with(Halt point) {
        return new Drill(control, lease, seed, Optional.of(point), writeBack, bug);
    }

    /** The same, losing at its death what was not forced, except some percent of it. */
    public Drill withWriteBack(int percent) {
        return new Drill(control, lease, seed, halt, Optional.of(percent), bug);
    }

    /** The same with a planted bug, or without one. */
    public Drill with(Optional<PlantedBug> planted) {
        return new Drill(control, lease, seed, halt, writeBack, planted);
    }

    /** The drill that this process is in; empty, as always but under {@code gantry verify}, if it is in none. */
    public static Optional<Drill> ofProcess() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(Drill::parse);
    }

    /** The value of the property. */
    public String text() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("lease", lease.toString());
        members.put("seed", Long.toString(seed));
        halt.ifPresent(point -> members.put("halt", point.text()));
        writeBack.ifPresent(percent -> members.put("write-back", percent.toString()));
        bug.ifPresent(planted -> members.put("bug", planted.key()));
        members.put("control", control.toString());
        return members.entrySet().stream()
                .map(member -> member.getKey() + "=" + member.getValue())
                .collect(Collectors.joining(";"));
    }

    static Drill parse(String text) {
        Map<String, String> members = new LinkedHashMap<>();
        for (String member : text.split(";", 6)) {
            int equals = member.indexOf('=');
            members.put(member.substring(0, equals), member.substring(equals + 1));
        }
        return new Drill(
                Path.of(members.get("control")),
                Duration.parse(members.get("lease")),
                Long.parseLong(members.get("seed")),
                Optional.ofNullable(members.get("halt")).map(Halt::parse),
                Optional.ofNullable(members.get("write-back")).map(Integer::valueOf),
                Optional.ofNullable(members.get("bug")).map(PlantedBug::ofKey));
    }

    /** The clock that the process goes by. */
    public InstantSource clock() {
        return new SteppedClock(new Switchboard(control));
    }

    /** Open a store in a folder, in small files so that a short life sees all that ever happens to them. */
    public RunStore open(Path folder, InstantSource clock) {
        MapDbConfig config = MapDbConfig.at(folder)
                .withClock(clock)
                .withSegmentBytes(SEGMENT_BYTES)
                .withPartition(PARTITION_RUNS, PARTITION_BYTES)
                .withHeldBodies(HELD_BODIES);
        return DrilledStore.around(MapDbRunStore.open(config, disk()), new Switchboard(control), bug);
    }

    private Disk disk() {
        Disk disk = new FailingDisk(new FileDisk(), new Switchboard(control));
        if (writeBack.isPresent()) {
            disk = new CachedDisk(disk, writeBack.get(), seed);
        }
        if (halt.isPresent()) {
            disk = new HaltingDisk(disk, halt.get());
        }
        return bug.isPresent() ? new CarelessDisk(disk, bug.get()) : disk;
    }
}
