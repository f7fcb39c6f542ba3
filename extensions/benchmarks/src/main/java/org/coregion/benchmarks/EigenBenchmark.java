package org.coregion.benchmarks;

import java.util.concurrent.TimeUnit;
import org.coregion.kernel.Matern52;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.SymmetricEigen;
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

/** What the eigendecomposition of a kernel matrix takes, by backend: about 9n³ operations. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class EigenBenchmark {
    /** Who decomposes. */
    @Param({"ejml", "openblas"})
    public String backend;

    /** The side of the matrix. */
    @Param({"200", "500", "1000", "2000"})
    public int n;

    private Backend chosen;
    private Matrix kernelMatrix;

    /** Forms the matrix. */
    @Setup
    public void setUp() {
        chosen = BackendChoice.of(backend, 0).backend();
        kernelMatrix = new Matern52(0.2).matrix(Simulation.uniform(n, 2));
    }

    /** A copy, decomposed. */
    @Benchmark
    public SymmetricEigen decompose() {
        return SymmetricEigen.ofSemidefiniteInPlace(kernelMatrix.copy(), "kernel matrix", chosen);
    }
}
