package org.coregion.benchmarks;

import java.io.IOException;
import java.util.random.RandomGenerator;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.EngineName;
import org.coregion.kernel.Matern52;
import org.coregion.linalg.Matrix;
import org.coregion.model.GpModel;
import org.coregion.optim.FitOptions;
import org.coregion.optim.FitResult;
import org.coregion.optim.Fitter;

/** One fit by the spectral engine in this process, which has held no other matrix of T×T. */
final class MemoryProbe {
    private static final double[] LENGTHSCALES = {0.2, 0.4};

    private MemoryProbe() {}

    /** Prints the most that the process took, for T and D; exits with 1 if the heap is refused as too small. */
    public static void main(String[] args) throws IOException {
        try {
            FitResult fit = Fitter.fit(
                    data(Integer.parseInt(args[0]), Integer.parseInt(args[1])),
                    GpModel.withDefaults().withKernel(Matern52.ard()),
                    FitOptions.withDefaults().withEngine(EngineName.SPECTRAL));
            JavaProcess.print("peak", String.valueOf(Machine.peakMemory()));
            JavaProcess.print("seconds", String.valueOf(fit.seconds()));
        } catch (InvalidInputException refusal) {
            System.err.println(refusal.getMessage());
            System.exit(1);
        }
    }

    private static MultiOutputData data(int rows, int outputs) {
        RandomGenerator random = Simulation.random();
        Matrix inputs = Simulation.uniform(rows, LENGTHSCALES.length);
        Matrix signal = RandomFeatures.sample(inputs, LENGTHSCALES, random, outputs);
        return MultiOutputData.of(inputs.toArray(), Simulation.outputs(signal, random));
    }
}
