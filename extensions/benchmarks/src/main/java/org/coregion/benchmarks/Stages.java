package org.coregion.benchmarks;

/** The table of what the parts of one fit take, and how fast they run. */
final class Stages {
    private final Workload workload;
    private final Measurements measurements;
    private final StringBuilder text = new StringBuilder();
    private double accounted;

    private Stages(Workload workload, Measurements measurements) {
        this.workload = workload;
        this.measurements = measurements;
    }

    /** The table in Markdown. */
    static String of(Workload workload, Measurements measurements) {
        return new Stages(workload, measurements).table();
    }

    private String table() {
        text.append("| stage | operations | times | one takes | rate | share |\n");
        text.append("|:--|:--|--:|--:|:--|--:|\n");
        if (measurements.has(workload.id(), "decomposition")) {
            spectral();
        } else {
            linear();
        }
        text.append("| the rest: coarse levels, start, optimiser | | | | | ")
                .append(Numbers.percent(1 - accounted))
                .append(" |\n");
        return text.toString();
    }

    private void spectral() {
        double t = workload.rows();
        double d = workload.outputs();
        double kernels = number("kernels");
        double pullback = number("pullback");
        byValue("kernel matrix M", "T²/2 values", kernels, number("kernelMatrix"));
        byOperation("M = QΛQᵀ", "9T³", 9 * t * t * t, kernels, number("decomposition"));
        byOperation("projection QᵀY", "2T²(D + 1)", 2 * t * t * (d + 1), kernels, number("projection"));
        evaluation("TD(5D + 20)", t * d * (5 * d + 20));
        byOperation(
                "∂L/∂M, the product",
                "T³ + 3T²D",
                t * t * (t + 3 * d),
                kernels,
                Math.max(0, number("kernelGradient") - pullback));
        byValue("∂L/∂M, the pullback", "T²/2 derivatives", kernels, pullback);
    }

    private void linear() {
        double evaluations = number("evaluationsOfAllRows");
        byElement("set-up: steps, copies", "TD", evaluations, number("setUp"));
        // A Matérn kernel's own gradient comes along.
        byElement("evaluation with all gradients", "TD filter steps, 5TD²", evaluations, number("evaluation"));
        byElement("expected information", "an evaluation, 2TD filter steps", 1, number("information"));
    }

    private void evaluation(String formula, double operations) {
        double seconds = number("evaluation");
        row(
                "evaluation with ∂L/∂K, ∂L/∂Σ",
                formula,
                number("evaluationsOfAllRows"),
                seconds,
                gigaflops(operations, seconds) + ", " + perElement(seconds));
    }

    private void byOperation(String stage, String formula, double operations, double times, double seconds) {
        row(stage, formula, times, seconds, gigaflops(operations, seconds));
    }

    private void byValue(String stage, String formula, double times, double seconds) {
        double values = 0.5 * workload.rows() * workload.rows();
        row(stage, formula, times, seconds, Numbers.significant(1e9 * seconds / values) + " ns each");
    }

    private void byElement(String stage, String formula, double times, double seconds) {
        row(stage, formula, times, seconds, perElement(seconds));
    }

    private static String gigaflops(double operations, double seconds) {
        return Numbers.significant(1e-9 * operations / seconds) + " GFLOP/s";
    }

    private String perElement(double seconds) {
        return Numbers.significant(1e9 * seconds / workload.rows() / workload.outputs()) + " ns per (t, d)";
    }

    private void row(String stage, String formula, double times, double seconds, String rate) {
        double share = times * seconds / number("seconds");
        accounted += share;
        text.append("| ").append(stage).append(" | ").append(formula).append(" | ");
        text.append(Math.round(times)).append(" | ").append(Numbers.duration(seconds));
        text.append(" | ")
                .append(rate)
                .append(" | ")
                .append(Numbers.percent(share))
                .append(" |\n");
    }

    private double number(String quantity) {
        return measurements.number(workload.id(), quantity);
    }
}
