package dev.gantry.cli;

import dev.gantry.client.wire.Problem;
import java.io.PrintStream;

/** Shows a person why a server refused. */
record ProblemPrinter(PrintStream err) {

    void print(Problem problem) {
        err.println(problem.detail());
        if (problem.errors() != null) {
            problem.errors().forEach(fault -> err.println("  " + fault.pointer() + ": " + fault.detail()));
        }
    }
}
