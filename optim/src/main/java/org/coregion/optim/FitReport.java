package org.coregion.optim;

import java.util.List;
import java.util.Locale;
import org.coregion.data.MultiOutputData;
import org.coregion.linalg.Matrix;
import org.coregion.model.GpParameters;

/** A fit as text: what was found, then how it went. */
final class FitReport {
    private final FitResult fit;
    private final GpParameters parameters;
    private final List<String> outputNames;
    /** The format of an output's name. */
    private final String name;

    private final Lines lines = new Lines();

    private FitReport(FitResult fit) {
        this.fit = fit;
        this.parameters = fit.parameters();
        this.outputNames = fit.data().outputNames();
        int width = outputNames.stream().mapToInt(String::length).max().orElse(0);
        this.name = "%-" + Math.max(width, "output".length()) + "s";
    }

    static String of(FitResult fit) {
        FitReport report = new FitReport(fit);
        report.addLikelihood();
        report.lines.add("kernel %s", report.kernel());
        report.addOutputs();
        if (!report.parameters.isMeanConstant()) {
            report.addMean();
        }
        report.addCourse();
        return report.lines.toString();
    }

    private void addLikelihood() {
        MultiOutputData data = fit.data();
        lines.add(
                "%d observations of %d outputs%s: %s",
                data.observationCount(),
                data.outputCount(),
                data.isComplete() ? "" : ", " + data.missingCount() + " values missing" + ofEmptyRows(),
                (fit.isConverged() ? "converged, " : "NOT converged, ")
                        + fit.stopReason().explanation());
        lines.add("log marginal likelihood %.6f (objective L %.6f)", fit.logMarginalLikelihood(), fit.objective());
        fit.restrictedLogLikelihood().ifPresent(value -> lines.add("restricted log likelihood %.6f", value));
        if (fit.logPrior() != 0) {
            lines.add("log prior %.6f, log posterior %.6f", fit.logPrior(), fit.logPosterior());
        }
    }

    private String ofEmptyRows() {
        long rows = fit.emptyRowCount();
        return rows == 0
                ? ""
                : " (" + rows * fit.data().outputCount() + " of them in " + rows
                        + " rows without any output, which are left out of the fit)";
    }

    private String kernel() {
        StringBuilder text = new StringBuilder(parameters.kernel().name());
        List<String> names = parameters.kernel().parameterNames(fit.data().inputNames());
        double[] logarithms = parameters.kernel().logParameters();
        for (int i = 0; i < logarithms.length; i++) {
            text.append(String.format(Locale.ROOT, ", %s %.5g", names.get(i), Math.exp(logarithms[i])));
        }
        return text.toString();
    }

    private void addOutputs() {
        Matrix k = parameters.coregionalization();
        Matrix noise = parameters.noise();
        boolean isConstant = parameters.isMeanConstant();
        String mean = isConstant ? String.format(Locale.ROOT, " %12s", "mean") : "";
        lines.add(name + "%s %12s %12s", "output", mean, "signal sd", "noise sd");
        for (int d = 0; d < outputNames.size(); d++) {
            lines.add(
                    name + "%s %12.5g %12.5g",
                    outputNames.get(d),
                    isConstant
                            ? String.format(Locale.ROOT, " %12.5g", parameters.mean()[d])
                            : "",
                    Math.sqrt(k.get(d, d)),
                    Math.sqrt(noise.get(d, d)));
        }
    }

    /** Coefficients of the mean with their standard errors, one line for each output and function. */
    private void addMean() {
        List<String> functions = parameters.meanBasis().names();
        double[][] errors = fit.meanStandardErrors();
        lines.add(name + "  %-12s %12s %12s", "output", "mean", "coefficient", "std. error");
        for (int d = 0; d < outputNames.size(); d++) {
            for (int p = 0; p < functions.size(); p++) {
                lines.add(
                        name + "  %-12s %12.5g %12s",
                        outputNames.get(d),
                        functions.get(p),
                        parameters.meanCoefficients().get(p, d),
                        Double.isNaN(errors[p][d]) ? "none" : String.format(Locale.ROOT, "%.5g", errors[p][d]));
            }
        }
    }

    private void addCourse() {
        fit.boundSentences().forEach(bound -> lines.add("at a bound: %s", bound));
        fit.warnings().forEach(warning -> lines.add("warning: %s", warning));
        lines.add("engine %s: %s", fit.engine(), fit.engineReason());
        lines.add("search %s: %s", fit.search(), fit.searchReason());
        lines.add(
                "evaluations %d, eigendecompositions %d (and %d coarse), gradient norm %.1e (tolerance %.1e for K and noise), %.2f s, %s on %d threads",
                fit.evaluations(),
                fit.eigendecompositions(),
                fit.coarseEigendecompositions(),
                fit.gradientNorm(),
                fit.gradientTolerance(),
                fit.seconds(),
                fit.backend(),
                fit.threads());
    }
}
