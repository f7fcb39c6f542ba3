package org.coregion.openblas;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dsyevd;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;
import static org.bytedeco.openblas.global.openblas_nolapack.blas_set_num_threads;

import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.coregion.kernel.Matern52;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Parallel;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What the phases of the native eigendecomposition of a kernel matrix take, beside the whole and beside LAPACK's dsyevd
 * with OpenBLAS's own threads, each in a process of its own. A step that stops at the tridiagonal form costs the
 * reduction.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EigenPhasesBenchmark {
    /** The side of the matrix. */
    @Param({"200", "500", "1000", "2000"})
    public int n;

    private final int threads = Runtime.getRuntime().availableProcessors();

    private Matrix kernelMatrix;
    private NativeArray reduced;
    private NativeArray diagonal;
    private NativeArray offDiagonal;
    private NativeArray scales;

    /** Runs all with JMH's own options, and prints how the whole compares with dsyevd. */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(args))
                        .include(EigenPhasesBenchmark.class.getName())
                        .build())
                .run();
        System.out.println("\n   n   decompose / dsyevd");
        for (RunResult whole : results) {
            for (RunResult lapack : results) {
                String size = whole.getParams().getParam("n");
                if (whole.getPrimaryResult().getLabel().equals("decompose")
                        && lapack.getPrimaryResult().getLabel().equals("dsyevd")
                        && lapack.getParams().getParam("n").equals(size)) {
                    System.out.printf("%5s  %.2f%n", size, score(whole) / score(lapack));
                }
            }
        }
    }

    private static double score(RunResult result) {
        return result.getPrimaryResult().getScore();
    }

    /** Forms the matrix, and reduces it for the phases after that. */
    @Setup
    public void setUp() {
        BackendChoice.of(OpenBlas.NAME, threads);
        kernelMatrix = new Matern52(0.2).matrix(uniform());
        diagonal = NativeArray.ofDoubles(n);
        offDiagonal = NativeArray.ofDoubles(n);
        scales = NativeArray.ofDoubles(n);
        reduced = NativeArray.copyOfTriangle(kernelMatrix);
        Tridiagonalization.reduce(reduced, n, diagonal, offDiagonal, scales, threads);
    }

    /** Points in the unit square. */
    private Matrix uniform() {
        return Matrix.wrap(n, 2, new Random(1).doubles(2L * n).toArray());
    }

    /** Frees what is outside the heap. */
    @TearDown
    public void tearDown() {
        List.of(diagonal, offDiagonal, scales, reduced).forEach(NativeArray::close);
    }

    /** The whole of it. */
    @Benchmark
    public SymmetricEigen decompose() {
        return SymmetricEigen.ofSemidefiniteInPlace(kernelMatrix.copy(), "kernel matrix", new OpenBlas(threads));
    }

    /** LAPACK's own, with vectors. */
    @Benchmark
    public double[] dsyevd() {
        double[] values = new double[n];
        blas_set_num_threads(threads);
        try (NativeArray a = NativeArray.copyOf(kernelMatrix);
                NativeArray w = NativeArray.ofDoubles(n)) {
            LAPACKE_dsyevd(LAPACK_COL_MAJOR, (byte) 'V', (byte) 'L', n, a.doubles(0), n, w.doubles(0));
            w.doubles(0).get(values);
            Matrix vectors = kernelMatrix.copy();
            a.copyTo(vectors, 0, n, n);
        } finally {
            blas_set_num_threads(1);
        }
        return values;
    }

    /** To tridiagonal form. */
    @Benchmark
    public double reduction() {
        try (NativeArray matrix = NativeArray.copyOfTriangle(kernelMatrix);
                NativeArray d = NativeArray.ofDoubles(n);
                NativeArray e = NativeArray.ofDoubles(n);
                NativeArray tau = NativeArray.ofDoubles(n)) {
            Tridiagonalization.reduce(matrix, n, d, e, tau, threads);
            return d.doubles(0).get();
        }
    }

    /** Eigenvalues and eigenvectors of the tridiagonal matrix. */
    @Benchmark
    public double[] divideAndConquer() {
        try (NativeArray d = copyOf(diagonal);
                NativeArray e = copyOf(offDiagonal);
                TridiagonalEigen eigen = TridiagonalEigen.of(d, e, n, "matrix", threads)) {
            List<int[]> pieces = eigen.pieces();
            Parallel.forEach(threads, pieces.size(), piece -> {
                try (NativeArray vectors = NativeArray.ofDoubles((long) n * pieces.get(piece).length)) {
                    eigen.vectors(piece, vectors);
                }
            });
            return eigen.values();
        }
    }

    private NativeArray copyOf(NativeArray array) {
        double[] values = new double[n];
        array.doubles(0).get(values);
        return NativeArray.copyOf(Matrix.wrap(1, n, values));
    }

    /** From eigenvectors of the tridiagonal matrix to those of the whole: here, from zeros. */
    @Benchmark
    public void rotation() {
        int width = 128;
        try (BlockReflectors reflectors = BlockReflectors.of(reduced, n, scales, threads)) {
            Parallel.forEach(threads, (n + width - 1) / width, piece -> {
                int some = Math.min(width, n - piece * width);
                try (NativeArray vectors = NativeArray.ofZeros((long) n * some)) {
                    reflectors.apply(vectors, some);
                }
            });
        }
    }
}
