package org.coregion.benchmarks;

import java.util.concurrent.TimeUnit;
import org.coregion.engine.EngineName;
import org.coregion.engine.EnginePlan;
import org.coregion.likelihood.LikelihoodValue;
import org.coregion.likelihood.LogMarginalLikelihood;
import org.coregion.linalg.BackendChoice;
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

/** What one evaluation of L takes at a kernel whose engine is made: O(TD² + D³). */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class EvaluationBenchmark {
    /** Who does the T side, each with inputs and a kernel that it is for. */
    @Param({"spectral", "low-rank", "state-space", "grid"})
    public String engine;

    /** T; a grid has the next smaller square number of rows. */
    @Param({"500", "2000"})
    public int rows;

    /** D. */
    @Param({"4", "10"})
    public int outputs;

    private Matrix coregionalization;
    private Matrix noise;
    private LogMarginalLikelihood likelihood;

    /** Draws data and makes the engine. */
    @Setup
    public void setUp() {
        Workload workload = Workload.typical(EngineName.labelled(engine), rows, outputs);
        Matrix inputs = workload.inputs();
        coregionalization = Simulation.coregionalization(outputs);
        noise = Simulation.noise(outputs);
        likelihood = LogMarginalLikelihood.ofObservations(
                EnginePlan.of(workload.engine(), workload.truth(), inputs, outputs + 1, BackendChoice.fastest())
                        .engine(workload.truth()),
                Simulation.normal(inputs.rows(), outputs, Simulation.random()),
                Simulation.ones(inputs.rows()));
    }

    /** L with its gradients in K and Σ. */
    @Benchmark
    public LikelihoodValue evaluate() {
        return likelihood.evaluate(coregionalization, noise);
    }

    /** The same, with the gradient in the kernel's parameters. */
    @Benchmark
    public double[] evaluateWithKernelGradient() {
        likelihood.evaluate(coregionalization, noise);
        return likelihood.kernelGradient();
    }
}
