package dev.gantry.engine.jobs;

import dev.gantry.job.JobApiException;
import dev.gantry.job.RunFile;
import dev.gantry.store.RunAddress;
import dev.gantry.store.StoreUnavailableException;
import dev.gantry.store.StoredFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;

/** A file of a run of this server. */
final class LocalFile implements RunFile {

    private final CallerDesk desk;
    private final RunAddress run;
    private final StoredFile file;

    LocalFile(CallerDesk desk, RunAddress run, StoredFile file) {
        this.desk = desk;
        this.run = run;
        this.file = file;
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public long size() {
        return file.content().size();
    }

    @Override
    public String sha256() {
        return file.content().sha256();
    }

    @Override
    public InputStream open(long from) {
        desk.checkOpen();
        try {
            return Channels.newInputStream(desk.exchange().runs().open(run, file, from));
        } catch (FileNotFoundException e) {
            throw new JobApiException(
                    409, "%s of run %s was replaced in the meantime; get the file again".formatted(name(), run), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read %s of run %s".formatted(name(), run), e);
        } catch (StoreUnavailableException e) {
            throw Refusals.toldToJob(e);
        }
    }
}
