package org.coregion.optim;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.coregion.linalg.Matrix;
import org.coregion.model.GpParameters;
import org.coregion.model.ParameterNames;

/**
 * Where a fit lies at the end of what K and Σ can be: outputs without signal, and noise at its floor. What is left to
 * say of them there has no standard error: a correlation with nothing, or the kernel of no signal.
 */
final class Boundary {
    /** A signal variance up to this share of the noise variance is none. */
    private static final double VANISHED = 1e-8;

    static final String NO_SIGNAL = "no signal: noise alone explains the output";

    private final FitSetup setup;
    private final GpParameters at;
    private final List<String> names;
    private final Map<String, String> reasons = new HashMap<>();

    private Boundary(FitSetup setup, GpParameters at) {
        this.setup = setup;
        this.at = at;
        this.names = setup.data().data().outputNames();
    }

    /** Why parameters have no standard error, by name. */
    static Map<String, String> reasons(FitSetup setup, GpParameters at) {
        Boundary boundary = new Boundary(setup, at);
        boundary.addSignal();
        boundary.addNoise();
        return boundary.reasons;
    }

    /** The outputs whose signal variance was fitted, and vanished. */
    static int[] withoutSignal(FitSetup setup, GpParameters at) {
        StandardizedData data = setup.data();
        if (setup.problem().coregionalization().parameterCount() == 0) {
            return new int[0];
        }
        double kernel =
                Arrays.stream(at.kernel().diagonal(data.inputs())).average().orElse(0);
        return IntStream.range(0, data.units().length)
                .filter(d -> !setup.restrictions().signal().isFixed(d))
                .filter(d -> kernel * at.coregionalization().get(d, d) / square(data.units()[d])
                        <= VANISHED * at.noise().get(d, d) / square(data.noiseUnits()[d]))
                .toArray();
    }

    private static double square(double x) {
        return x * x;
    }

    private void addSignal() {
        int[] without = withoutSignal(setup, at);
        for (int d : without) {
            reasons.put(ParameterNames.variance("signal", names.get(d)), NO_SIGNAL);
            addPairs("signal", d, NO_SIGNAL);
        }
        if (without.length == names.size() && !setup.isKernelGiven()) {
            List<String> ofKernel =
                    at.kernel().parameterNames(setup.data().data().inputNames());
            for (int i = 0; i < ofKernel.size(); i++) {
                int parameter = i;
                if (setup.restrictions().kernel().stream().noneMatch(limits -> limits.isFixed(parameter))) {
                    reasons.put(ofKernel.get(i), "no signal: noise alone explains the outputs");
                }
            }
        }
    }

    private void addNoise() {
        if (setup.problem().noise().parameterCount() == 0) {
            return;
        }
        double[] inverse =
                Arrays.stream(setup.data().noiseUnits()).map(unit -> 1 / unit).toArray();
        Matrix standardized = at.noise().scaled(inverse, inverse);
        NoiseFloor floor = NoiseFloor.of(
                standardized,
                setup.data().floor(setup.options().noiseFloor()),
                setup.restrictions().noise());
        for (int d : floor.outputs()) {
            addPairs("noise", d, "the noise variance of " + names.get(d) + " is at its lower bound");
        }
        // Of more than two, the others leave each correlation room.
        int[] members = floor.combination();
        if (members.length == 2) {
            String first = names.get(members[0]);
            String second = names.get(members[1]);
            reasons.put(
                    Quantities.correlation("noise", first, second),
                    "the noise of a combination of " + first + " and " + second + " is at its lower bound");
        }
    }

    /** The correlations and covariances with an output. */
    private void addPairs(String kind, int output, String reason) {
        for (int other = 0; other < names.size(); other++) {
            String first = names.get(Math.min(output, other));
            String second = names.get(Math.max(output, other));
            reasons.put(Quantities.correlation(kind, first, second), reason);
            reasons.put(Quantities.covariance(kind, first, second), reason);
        }
    }
}
