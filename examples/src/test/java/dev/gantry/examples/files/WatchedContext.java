package dev.gantry.examples.files;

import dev.gantry.job.RunContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** Lets a test do something in the middle of an attempt: each time the job calls its context. */
final class WatchedContext {

    private WatchedContext() {}

    /**
     * Wrap the context of an attempt.
     *
     * @param beforeCall is given the name of the method; what it throws leaves the job's call, which then has no effect
     */
    @SuppressWarnings("unchecked")
    static <D> RunContext<D> of(RunContext<D> run, Consumer<String> beforeCall) {
        return (RunContext<D>) Proxy.newProxyInstance(
                WatchedContext.class.getClassLoader(),
                new Class<?>[] {RunContext.class},
                (proxy, method, arguments) -> {
                    beforeCall.accept(method.getName());
                    try {
                        return method.invoke(run, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
