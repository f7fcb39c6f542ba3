package org.coregion.benchmarks;

import java.util.concurrent.TimeUnit;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.SquaredExponential;
import org.coregion.linalg.Matrix;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the kernel matrix and its pullback take, two input columns with a lengthscale each: T²/2 values of the kernel.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class KernelBenchmark {
    /** The family. */
    @Param({"se", "matern52"})
    public String family;

    /** T. */
    @Param({"500", "2000"})
    public int rows;

    private Kernel kernel;
    private Matrix inputs;
    private Matrix adjoint;

    /** Draws inputs and an adjoint. */
    @Setup
    public void setUp() {
        kernel = family.equals("se") ? new SquaredExponential(0.2, 0.4) : new Matern52(0.2, 0.4);
        inputs = Simulation.uniform(rows, 2);
        adjoint = Simulation.symmetric(rows);
    }

    /** M. */
    @Benchmark
    public Matrix matrix() {
        return kernel.matrix(inputs);
    }

    /** From ∂L/∂M to the gradient in the log parameters. */
    @Benchmark
    public double[] pullback() {
        return kernel.pullback(inputs, adjoint);
    }
}
