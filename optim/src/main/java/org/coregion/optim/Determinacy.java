package org.coregion.optim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.coregion.data.MultiOutputData;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;
import org.coregion.model.GpParameters;
import org.coregion.model.ParameterNames;

/**
 * How well the data determine what was fitted: the standard errors of the logarithms of the kernel's parameters and of
 * the variances, by the expected information I. A direction of a small eigenvalue of I shows in the parameters that
 * move along it, while one that moves none of them, such as a rotation of the factor of K, shows in none.
 *
 * <p>I depends on the rows, not on the outputs, so that a part of the rows stands for all of them, I in proportion to
 * the values: at first 64 rows, then half of them up to 512 where those leave a doubt. O(m³) for each parameter of the
 * kernel with m rows. Outputs that are missing count by their number alone.
 */
final class Determinacy {
    /** At 95 % confidence; what is known to no better than this either way has no known order of magnitude. */
    private static final double LARGEST_FACTOR = 10;

    private static final double QUANTILE = 1.96;

    /** The logarithm of a variance is that of the sum with this share of its output's: one near 0 may be any. */
    private static final double NEGLIGIBLE = 0.1;

    /** An eigenvalue of I scaled to a unit diagonal that is taken for 0. */
    private static final double FLAT = 1e-9;

    /** So many rows cost nothing. */
    private static final int FEW_ROWS = 64;

    private static final int MORE_ROWS = 512;

    /** Names in the warning. */
    private static final int NAMED = 4;

    private final FitSetup setup;
    private final GpParameters at;
    private final Set<String> held;

    /** The factor either way within which a parameter is known. */
    private record Known(String name, double factor) {
        @Override
        public String toString() {
            return name
                    + (factor < 1e6 ? String.format(Locale.ROOT, " (to a factor of %.0f)", factor) : " (not at all)");
        }
    }

    private Determinacy(FitSetup setup, GpParameters at, Set<String> held) {
        this.setup = setup;
        this.at = at;
        this.held = held;
    }

    /**
     * What the data hardly determine, in a sentence with advice; empty if there is nothing, or the kernel is a given
     * matrix, which has no parts.
     *
     * @param at where the fit ended
     * @param atBounds the parameters that ended at a bound, by name: they are taken as known, as are those with priors
     */
    static Optional<String> warning(FitSetup setup, GpParameters at, Set<String> atBounds) {
        if (!at.kernel().isFunctionOfInputs()) {
            return Optional.empty();
        }
        Set<String> held = new HashSet<>(atBounds);
        held.addAll(setup.model().constraints().priors().keySet());
        Determinacy determinacy = new Determinacy(setup, at, held);
        List<Known> hardly = determinacy.hardlyKnown(FEW_ROWS);
        boolean hasMore = setup.problem().size() / 2 > FEW_ROWS;
        hardly = hardly.isEmpty() || !hasMore ? hardly : determinacy.hardlyKnown(MORE_ROWS);
        return hardly.isEmpty() ? Optional.empty() : Optional.of(sentence(hardly));
    }

    private static String sentence(List<Known> hardly) {
        StringJoiner names = new StringJoiner(", ");
        hardly.stream().limit(NAMED).forEach(known -> names.add(known.toString()));
        return "the data hardly determine " + names
                + (hardly.size() > NAMED ? " and " + (hardly.size() - NAMED) + " more" : "")
                + ": quite other values fit as well. Maybe fix or tie some of them, give them priors, or leave out the "
                + "input or the kernel that they belong to";
    }

    /** The worst first, by a part of no more than so many rows. */
    private List<Known> hardlyKnown(int most) {
        FitProblem whole = setup.problem();
        FitProblem rows = whole.thinned(Math.max(FEW_ROWS, Math.min(most, whole.size() / 2)))
                .complete();
        Surface surface = new Surface(setup, rows, at);
        boolean[] free = surface.free(held);
        if (free.length == 0) {
            return List.of();
        }
        Matrix information = surface.expected().times((double) whole.valueCount() / rows.valueCount());
        double[] unit = new double[free.length];
        for (int i = 0; i < unit.length; i++) {
            double own = information.get(i, i);
            unit[i] = free[i] ? 1 / Math.sqrt(own > 0 ? own : 1) : 0;
        }
        Cholesky factor = Cholesky.of(
                information.scaled(unit, unit).plus(FLAT, Matrix.identity(unit.length)), "expected information");
        Map<String, Double> total = totals();
        List<Known> hardly = new ArrayList<>();
        for (Quantity quantity : surface.quantities()) {
            if (quantity.scale() == ParameterScale.LOGARITHM && !held.contains(quantity.name())) {
                double size = quantity.value() + NEGLIGIBLE * total.getOrDefault(quantity.name(), 0.0);
                Matrix gradient = Matrix.wrap(unit.length, 1, Vectors.product(unit, quantity.gradient()));
                double error = Vectors.norm(factor.solveLower(gradient).data()) / size;
                double log = QUANTILE * error;
                if (log > Math.log(LARGEST_FACTOR)) {
                    hardly.add(new Known(quantity.name(), Math.exp(log)));
                }
            }
        }
        hardly.sort(Comparator.comparingDouble(Known::factor).reversed());
        return hardly;
    }

    /** The variance of every output, by the names of its signal and noise variances. */
    private Map<String, Double> totals() {
        MultiOutputData data = setup.data().data();
        List<String> signal = ParameterNames.signalVariances(data.outputNames());
        List<String> noise = ParameterNames.noiseVariances(data.outputNames());
        double[] ofNoise = at.noise().diagonal();
        double[] ofSignal = at.coregionalization().diagonal();
        Map<String, Double> totals = new HashMap<>();
        for (int d = 0; d < ofNoise.length; d++) {
            totals.put(signal.get(d), ofSignal[d] + ofNoise[d]);
            totals.put(noise.get(d), ofSignal[d] + ofNoise[d]);
        }
        return totals;
    }
}
