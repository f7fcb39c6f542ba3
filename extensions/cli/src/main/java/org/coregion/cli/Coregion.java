package org.coregion.cli;

import java.io.UncheckedIOException;
import org.coregion.InvalidInputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/**
 * The command {@code coregion}. Results go to standard output and nothing else does; the exit status is 0 on success, 2
 * on bad usage or input, 1 on an internal failure.
 */
@Command(
        name = "coregion",
        description = "Fits multi-output Gaussian processes, exactly.",
        mixinStandardHelpOptions = true,
        versionProvider = Coregion.Version.class,
        subcommands = {
            FitCommand.class,
            CompareCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            LooCommand.class,
            SampleCommand.class,
            SimulateCommand.class
        })
final class Coregion {
    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Coregion.class.getPackage().getImplementationVersion();
            return new String[] {"coregion " + (version == null ? "(development)" : version)};
        }
    }

    private Coregion() {}

    /** Runs one command and exits with its status. */
    public static void main(String... args) {
        System.exit(commandLine().execute(args));
    }

    /** The parser, with one clear message for every kind of failure. */
    static CommandLine commandLine() {
        return new CommandLine(new Coregion())
                .setParameterExceptionHandler((problem, args) -> {
                    CommandLine command = problem.getCommandLine();
                    command.getErr().println(problem.getMessage());
                    command.getErr()
                            .println(
                                    "Maybe look at '" + command.getCommandSpec().qualifiedName() + " --help'.");
                    return command.getCommandSpec().exitCodeOnInvalidInput();
                })
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    if (problem instanceof InvalidInputException) {
                        command.getErr().println(problem.getMessage());
                        return command.getCommandSpec().exitCodeOnInvalidInput();
                    }
                    if (problem instanceof UncheckedIOException) {
                        command.getErr().println(problem.getMessage());
                    } else {
                        problem.printStackTrace(command.getErr());
                    }
                    return command.getCommandSpec().exitCodeOnExecutionException();
                });
    }
}
