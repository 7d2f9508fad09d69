package dev.gantry.cli;

import dev.gantry.client.wire.Problem;
import java.io.PrintStream;

/** Shows a person why a server refused. */
record ProblemPrinter(PrintStream err) {

    void print(Problem problem) {
        if (problem.errors() == null || problem.errors().isEmpty()) {
            err.println(problem.detail());
        } else {
            err.println(problem.title() + ":");
            problem.errors().forEach(fault -> err.println("  " + fault.pointer() + ": " + fault.detail()));
        }
    }
}
