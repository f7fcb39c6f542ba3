package org.coregion.cli;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.coregion.InvalidInputException;
import org.coregion.model.GpModel;
import org.coregion.prior.Lkj;
import org.coregion.prior.Prior;
import picocli.CommandLine.Option;

/** The options of a fit that fix, bound or tie parameters, or give them priors; each may be repeated. */
final class ConstraintOptions {
    /** What a prior of the correlations of K names. */
    private static final String CORRELATION = "signal correlation";

    private static final Pattern DENSITY = Pattern.compile("([a-z]+)\\(([^()]*)\\)");

    /** A comma that stands outside quotation marks. */
    private static final Pattern COMMA = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

    @Option(
            names = "--fix",
            paramLabel = "NAME=VALUE",
            description =
                    "A parameter that is not fitted, such as \"noise variance of y1=0.1\" or \"mean of y1: a=-2\", in the "
                            + "units of the data.")
    private List<String> fixed = List.of();

    @Option(
            names = "--bound",
            paramLabel = "NAME=LO:HI",
            description = "Bounds of a parameter, such as \"lengthscale of a=0.1:10\"; either side may be left out.")
    private List<String> bounds = List.of();

    @Option(
            names = "--tie",
            paramLabel = "NAME,NAME",
            description = "Parameters that are equal, such as \"lengthscale of a,lengthscale of b\".")
    private List<String> ties = List.of();

    @Option(
            names = "--prior",
            paramLabel = "NAME=DENSITY",
            description =
                    "A prior of a parameter: lognormal(mu,sigma), gamma(shape,rate) or inversegamma(shape,scale); "
                            + "of a coefficient of the mean, normal(mean,sd); of \"signal correlation\", lkj(eta).")
    private List<String> priors = List.of();

    /** The model with all of them. */
    GpModel applied(GpModel model) {
        GpModel changed = model;
        for (String text : fixed) {
            Assignment assignment = Assignment.of("--fix", text);
            changed = changed.withFixed(assignment.name, assignment.number(assignment.value));
        }
        for (String text : bounds) {
            changed = withBounds(changed, Assignment.of("--bound", text));
        }
        for (String text : ties) {
            changed = changed.withTied(COMMA.splitAsStream(text)
                    .map(name -> name.replace("\"", "").strip())
                    .toArray(String[]::new));
        }
        for (String text : priors) {
            changed = withPrior(changed, Assignment.of("--prior", text));
        }
        return changed;
    }

    private static GpModel withBounds(GpModel model, Assignment assignment) {
        String[] sides = assignment.value.split(":", -1);
        if (sides.length != 2) {
            throw assignment.unreadable("write the lower and the upper bound as LO:HI.");
        }
        if (sides[0].isBlank() && sides[1].isBlank()) {
            throw assignment.unreadable("give at least one side of LO:HI.");
        }
        double lower = sides[0].isBlank() ? Double.NEGATIVE_INFINITY : assignment.number(sides[0]);
        double upper = sides[1].isBlank() ? Double.POSITIVE_INFINITY : assignment.number(sides[1]);
        return model.withBounds(assignment.name, lower, upper);
    }

    private static GpModel withPrior(GpModel model, Assignment assignment) {
        Matcher density = DENSITY.matcher(assignment.value.toLowerCase(Locale.ROOT));
        if (!density.matches()) {
            throw assignment.unreadable("write a density such as lognormal(0,1).");
        }
        double[] values = Stream.of(density.group(2).split(",", -1))
                .mapToDouble(assignment::number)
                .toArray();
        String kind = density.group(1) + "/" + values.length;
        if (assignment.name.equals(CORRELATION)) {
            if (!kind.equals("lkj/1")) {
                throw assignment.unreadable("write lkj(eta): correlations have no other prior.");
            }
            return model.withCorrelationPrior(new Lkj(values[0]));
        }
        return model.withPrior(
                assignment.name,
                switch (kind) {
                    case "lognormal/2" -> Prior.logNormal(values[0], values[1]);
                    case "gamma/2" -> Prior.gamma(values[0], values[1]);
                    case "inversegamma/2" -> Prior.inverseGamma(values[0], values[1]);
                    case "normal/2" -> Prior.normal(values[0], values[1]);
                    default ->
                        throw assignment.unreadable(
                                "choose lognormal(mu,sigma), gamma(shape,rate), inversegamma(shape,scale) or "
                                        + "normal(mean,sd).");
                });
    }

    /** NAME=VALUE; a name may hold an equals sign, a value does not. */
    private record Assignment(String option, String name, String value) {
        static Assignment of(String option, String text) {
            int equals = text.lastIndexOf('=');
            if (equals < 1) {
                throw new InvalidInputException(
                        option + " says \"" + text + "\".",
                        "write the name of a parameter, \"=\" and what it is to be.");
            }
            return new Assignment(
                    option,
                    text.substring(0, equals).strip(),
                    text.substring(equals + 1).strip());
        }

        double number(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException problem) {
                throw unreadable("\"" + text.strip() + "\" is not a number.");
            }
        }

        InvalidInputException unreadable(String remedy) {
            return new InvalidInputException(option + " says \"" + value + "\" of the " + name + ".", remedy);
        }
    }
}
