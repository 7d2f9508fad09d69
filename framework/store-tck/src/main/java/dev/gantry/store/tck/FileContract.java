package dev.gantry.store.tck;

import static dev.gantry.store.tck.RunBuilder.aRun;
import static dev.gantry.store.tck.StoreFixture.LEASE;
import static dev.gantry.store.tck.StoreFixture.await;
import static dev.gantry.store.tck.StoreFixture.lease;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gantry.store.Claim;
import dev.gantry.store.FileContents;
import dev.gantry.store.FileWrite;
import dev.gantry.store.LeaseLostException;
import dev.gantry.store.Run;
import dev.gantry.store.StoredFile;
import dev.gantry.store.StoredFile.Content;
import dev.gantry.store.UploadTakenException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What runs hand to each other as files. */
interface FileContract extends StoreContract {

    private Content upload(UUID run, String text) throws IOException {
        try (FileContents.Upload upload =
                fixture().store().contents().upload(run, UUID.randomUUID().toString())) {
            upload.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
            return upload.finish();
        }
    }

    @Test
    default void aFileIsListedAndReadFromAnyOffset() throws IOException {
        UUID run = fixture().submit(aRun()).uuid();

        StoredFile b = fixture().putFile(run, "b.txt", "Hello");
        StoredFile a = fixture().putFile(run, "a", "");

        assertThat(fixture().store().files(run)).containsExactly(a, b);
        assertThat(b.content().size()).isEqualTo(5);
        assertThat(b.content().sha256()).isEqualTo("185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969");
        assertThat(fixture().read(run, b, 0)).isEqualTo("Hello");
        assertThat(fixture().read(run, b, 3)).isEqualTo("lo");
        assertThat(fixture().read(run, b, 5)).isEmpty();
        assertThat(fixture().read(run, a, 0)).isEmpty();
        assertThat(fixture().store().files(UUID.randomUUID())).isEmpty();
    }

    @Test
    default void aFileMayBeThereBeforeItsRun() throws IOException {
        RunBuilder child = aRun().in("p", "child");
        StoredFile early = fixture().putFile(child.uuid(), "README", "for you");

        fixture().submit(child);

        assertThat(fixture().store().files(child.uuid())).containsExactly(early);
        assertThat(fixture().read(child.uuid(), early, 0)).isEqualTo("for you");
    }

    @Test
    default void whoReadsAFileThatIsReplacedReadsOn() throws IOException {
        UUID run = fixture().submit(aRun()).uuid();
        StoredFile first = fixture().putFile(run, "f", "first");
        try (InputStream in =
                Channels.newInputStream(fixture().store().contents().open(run, first.content(), 0))) {
            assertThat(in.read()).isEqualTo('f');

            StoredFile second = fixture().putFile(run, "f", "second");

            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("irst");
            assertThat(fixture().store().files(run)).containsExactly(second);
            assertThat(fixture().read(run, second, 0)).isEqualTo("second");
        }
    }

    @Test
    default void oneContentMayHaveTwoNames() throws IOException {
        UUID run = fixture().submit(aRun()).uuid();
        StoredFile a = fixture().putFile(run, "a", "text");
        StoredFile b = new StoredFile("b", a.content(), "w", fixture().now());
        await(fixture().store().putFile(new FileWrite(run, b, Optional.empty())));

        fixture().putFile(run, "a", "other");

        assertThat(fixture().read(run, b, 0)).isEqualTo("text");
    }

    @Test
    default void aFinishedRunTakesAFileAndStaysAsItIs() throws IOException {
        Run run = fixture().finish(aRun(), 200);

        StoredFile late = fixture().putFile(run.uuid(), "late", "text");

        assertThat(fixture().run(run.uuid())).isEqualTo(run);
        assertThat(fixture().store().files(run.uuid())).containsExactly(late);
        assertThat(fixture().read(run.uuid(), late, 0)).isEqualTo("text");
    }

    @Test
    default void aNameNeedsAContent() throws IOException {
        UUID run = fixture().submit(aRun()).uuid();
        Content ofAnother = upload(UUID.randomUUID(), "x");
        for (String id : new String[] {ofAnother.id(), "../" + ofAnother.id(), "", "."}) {
            StoredFile file = new StoredFile(
                    "f", new Content(id, 1, ofAnother.sha256()), "w", fixture().now());

            assertThatThrownBy(() -> await(fixture().store().putFile(new FileWrite(run, file, Optional.empty()))))
                    .isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(() -> fixture().read(run, file, 0)).isInstanceOf(FileNotFoundException.class);
        }
        assertThat(fixture().store().files(run)).isEmpty();
    }

    @Test
    default void anAttemptThatLostItsRunNamesNothing() throws IOException {
        UUID run = fixture().submit(aRun()).uuid();
        Claim old = fixture().claimOne();
        fixture().clock().advance(LEASE);
        fixture().claimOne();
        StoredFile file = new StoredFile("f", upload(run, "x"), "w", fixture().now());

        assertThatThrownBy(() -> await(fixture().store().putFile(new FileWrite(run, file, Optional.of(lease(old))))))
                .isInstanceOf(LeaseLostException.class);
        assertThat(fixture().store().files(run)).isEmpty();
    }

    @Test
    default void anUploadGoesOnWhereItWasCutOff() throws IOException {
        UUID run = UUID.randomUUID();
        try (FileContents.Upload upload = fixture().store().contents().upload(run, "u-1")) {
            upload.write(ByteBuffer.wrap("Hel".getBytes(UTF_8)));
        }
        try (FileContents.Upload upload = fixture().store().contents().upload(run, "u-1")) {
            assertThat(upload.received()).isEqualTo(3);
            upload.write(
                    ByteBuffer.allocateDirect(2).put((byte) 'l').put((byte) 'o').flip());

            Content content = upload.finish();

            assertThat(content.sha256()).startsWith("185f8db3");
            assertThat(content.size()).isEqualTo(5);
        }
        try (FileContents.Upload again = fixture().store().contents().upload(run, "u-1")) {
            assertThat(again.received()).isZero();
            again.abandon();
        }
    }

    @Test
    default void anUploadIsOpenOnceAtATime() throws IOException {
        UUID run = UUID.randomUUID();
        FileContents contents = fixture().store().contents();
        try (FileContents.Upload upload = contents.upload(run, "u")) {
            assertThat(upload.received()).isZero();
            assertThatThrownBy(() -> contents.upload(run, "u")).isInstanceOf(UploadTakenException.class);
            assertThat(upload.isHeld()).isTrue();
            contents.upload(UUID.randomUUID(), "u").close();
        }
        contents.upload(run, "u").abandon();
        assertThatThrownBy(() -> contents.upload(run, "../u")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void howFarAnUploadCameIsToldAndDisturbsNobody() throws IOException {
        UUID run = UUID.randomUUID();
        FileContents contents = fixture().store().contents();
        assertThat(contents.received(run, "u")).isZero();
        try (FileContents.Upload upload = contents.upload(run, "u")) {
            upload.write(ByteBuffer.wrap("Hel".getBytes(UTF_8)));
            assertThat(contents.received(run, "u")).isEqualTo(3);
            upload.write(ByteBuffer.wrap("l".getBytes(UTF_8)));
        }
        assertThat(contents.received(run, "u")).isEqualTo(4);
        contents.upload(run, "u").finish();
        assertThat(contents.received(run, "u")).isZero();
        assertThatThrownBy(() -> contents.received(run, "../u")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void interruptsDisturbNeitherWritersNorReaders() throws IOException {
        UUID run = fixture().submit(aRun()).uuid();
        Thread.currentThread().interrupt();
        Content content = upload(run, "undisturbed");
        StoredFile file = new StoredFile("f", content, "w", fixture().now());
        boolean stillInterrupted = Thread.interrupted();
        await(fixture().store().putFile(new FileWrite(run, file, Optional.empty())));
        Thread.currentThread().interrupt();
        String text = fixture().read(run, file, 0);

        assertThat(Thread.interrupted() && stillInterrupted).isTrue();
        assertThat(text).isEqualTo("undisturbed");
    }
}
