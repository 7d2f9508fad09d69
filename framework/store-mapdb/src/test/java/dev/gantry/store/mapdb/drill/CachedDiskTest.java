package dev.gantry.store.mapdb.drill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.store.mapdb.Disk;
import dev.gantry.store.mapdb.FileDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a power cut leaves is what another reader of the folder finds. */
final class CachedDiskTest {

    @TempDir
    Path folder;

    @TempDir
    Path control;

    private Disk losingAll() {
        return new CachedDisk(new FailingDisk(new FileDisk(), new Switchboard(control)), 0, 1);
    }

    private static void write(Disk.OpenFile file, String text, long position) throws IOException {
        file.write(ByteBuffer.wrap(text.getBytes(UTF_8)), position);
    }

    private static String read(Disk.OpenFile file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
        file.read(bytes, 0);
        return UTF_8.decode(bytes.flip()).toString();
    }

    @Test
    void whatWasNotForcedIsSeenByTheProcessAndByNobodyElse() throws IOException {
        Path file = folder.resolve("file");
        try (Disk.OpenFile open = losingAll().open(file)) {
            write(open, "x".repeat(600), 0);
            open.force();
            write(open, "new", 510);

            assertThat(read(open)).isEqualTo("x".repeat(510) + "new" + "x".repeat(87));
            assertThat(Files.readString(file)).isEqualTo("x".repeat(600));

            open.force();
            assertThat(Files.readString(file)).isEqualTo(read(open)).contains("new");
        }
    }

    @Test
    void whatAFailedForceShouldHaveWrittenIsGone() throws IOException {
        Path file = folder.resolve("file");
        Switchboard switches = new Switchboard(control);
        try (Disk.OpenFile open = losingAll().open(file)) {
            write(open, "old", 0);
            open.force();
            write(open, "new", 0);
            switches.set(Switchboard.Switch.DISK, "force");
            assertThatThrownBy(open::force).isInstanceOf(IOException.class);
            switches.clear(Switchboard.Switch.DISK);
            open.force();
        }
        assertThat(Files.size(file)).isEqualTo(3);
    }

    @Test
    void namesThatWereNotForcedAreSeenByTheProcessAndByNobodyElse() throws IOException {
        Disk disk = losingAll();
        Path old = folder.resolve("old");
        Path renamed = folder.resolve("renamed");
        Path deleted = folder.resolve("deleted");
        disk.open(old).close();
        disk.open(deleted).close();
        disk.rename(old, renamed);
        disk.delete(deleted);

        assertThat(disk.list(folder)).containsExactly(renamed);
        assertThat(new FileDisk().list(folder)).containsExactlyInAnyOrder(old, deleted);

        disk.forceFolder(folder);
        assertThat(new FileDisk().list(folder)).containsExactly(renamed);
    }

    @Test
    void aDrillReadsBackFromItsText() {
        Drill drill = Drill.quiet(control, Duration.ofSeconds(3), 42)
                .with(new Halt(Halt.When.AMID, Halt.Step.FORCE_FOLDER, 7))
                .withWriteBack(30)
                .with(Optional.of(PlantedBug.LATE_FORCE));
        assertThat(Drill.parse(drill.text())).isEqualTo(drill);
        Drill quiet = Drill.quiet(control, Duration.ofSeconds(3), 42);
        assertThat(Drill.parse(quiet.text())).isEqualTo(quiet);
    }
}
