package dev.gantry.app;

import dev.gantry.cli.Terminal;
import dev.gantry.schema.Suggestion;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in a line or two what was not understood, instead of burying it under all that could have been meant. */
final class UsageErrors implements CommandLine.IParameterExceptionHandler {

    private final Terminal terminal;

    UsageErrors(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException refused, String[] arguments) {
        CommandLine command = refused.getCommandLine();
        terminal.err().println(refused.getMessage() + guess(refused, command));
        terminal.err().println("See " + command.getCommandSpec().qualifiedName() + " --help.");
        return CommandLine.ExitCode.USAGE;
    }

    private static String guess(ParameterException refused, CommandLine command) {
        Optional<String> unknown = refused instanceof UnmatchedArgumentException unmatched
                ? unmatched.getUnmatched().stream().findFirst()
                : Optional.empty();
        List<String> known = command.getCommandSpec().optionsMap().keySet().stream()
                .filter(name -> name.startsWith("--"))
                .toList();
        return unknown.map(name -> Suggestion.hint(name, known)).orElse("");
    }
}
