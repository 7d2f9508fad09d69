package dev.gantry.app;

import dev.gantry.cli.Terminal;
import dev.gantry.schema.Suggestion;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says in a line or two what was not understood, instead of burying it under all that could have been meant. Who named no
 * command at all is shown which there are.
 */
final class UsageErrors implements CommandLine.IParameterExceptionHandler {

    private final Terminal terminal;

    UsageErrors(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException refused, String[] arguments) {
        CommandLine command = refused.getCommandLine();
        if (!(refused instanceof UnmatchedArgumentException)
                && !command.getSubcommands().isEmpty()) {
            command.usage(terminal.err());
            return CommandLine.ExitCode.USAGE;
        }
        Optional<String> unknown = refused instanceof UnmatchedArgumentException unmatched
                ? unmatched.getUnmatched().stream().findFirst()
                : Optional.empty();
        terminal.err().println(unknown.map(word -> unknown(word, command)).orElseGet(refused::getMessage));
        terminal.err().println("See " + command.getCommandSpec().qualifiedName() + " --help.");
        return CommandLine.ExitCode.USAGE;
    }

    private static String unknown(String word, CommandLine command) {
        if (word.startsWith("-")) {
            String name = word.replaceFirst("=.*", "");
            List<String> options = command.getCommandSpec().optionsMap().keySet().stream()
                    .filter(option -> option.startsWith("--"))
                    .toList();
            return "there is no option \"%s\"%s".formatted(name, Suggestion.hint(name, options));
        }
        if (!command.getSubcommands().isEmpty()) {
            return "there is no command \"%s\"%s"
                    .formatted(
                            word, Suggestion.hint(word, command.getSubcommands().keySet()));
        }
        return "\"%s\" is one argument too many for %s"
                .formatted(word, command.getCommandSpec().qualifiedName());
    }
}
