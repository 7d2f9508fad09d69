package dev.gantry.store.postgres;

import dev.gantry.store.worker.Worker;
import dev.gantry.store.worker.WorkerOrder;
import dev.gantry.store.worker.WorkerRegistry;
import dev.gantry.store.worker.WorkerReport;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The workers that share a database. */
final class Registry implements WorkerRegistry {

    private final Database database;
    private final Writer writer;

    Registry(Database database, Writer writer) {
        this.database = database;
        this.writer = writer;
    }

    private <T> CompletableFuture<T> change(Command.Work<T> work) {
        Outcome<T> outcome = new Outcome<>();
        writer.submit(new Command.Single<>(work, false, outcome));
        return outcome.future();
    }

    private final WorkerTable workers = new WorkerTable();

    @Override
    public CompletableFuture<WorkerOrder> announce(WorkerReport report) {
        return change(transaction -> workers.announce(transaction, report));
    }

    @Override
    public CompletableFuture<Boolean> leave(String worker) {
        return change(transaction -> workers.leave(transaction, worker));
    }

    @Override
    public CompletableFuture<List<Worker>> order(Collection<String> names, WorkerOrder order) {
        return change(transaction -> workers.order(transaction, names, order));
    }

    @Override
    public List<Worker> list() {
        return database.query(connection -> workers.list(connection, database.now(connection)));
    }
}
