package dev.gantry.http.call;

import dev.gantry.client.wire.FileEntry;
import dev.gantry.http.view.FileView;
import dev.gantry.store.RunAddress;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import java.util.List;

/** Lists the files of a run: {@code GET /projects/{project}/jobs/{job id}/files}. */
public final class FilesCall {

    private final Api api;
    private final RunAddress address;

    FilesCall(Api api, RunAddress address) {
        this.api = api;
        this.address = address;
    }

    /** The files, by name. */
    @GET
    @Produces(Api.JSON)
    public List<FileEntry> files() {
        return api.engine().projects().files(address).stream()
                .map(FileView::entry)
                .toList();
    }
}
