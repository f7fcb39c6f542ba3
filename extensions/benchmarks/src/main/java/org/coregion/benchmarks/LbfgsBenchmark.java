package org.coregion.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.coregion.optim.LbfgsOptimizer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an iteration of L-BFGS takes beside the objective: O(mn) for m = 40 remembered steps, as a fit has them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class LbfgsBenchmark {
    /** Too few to end a descent of the objective below. */
    private static final int ITERATIONS = 60;

    private static final int MEMORY = 40;

    /** The number of variables. */
    @Param({"50", "500"})
    public int n;

    private double[] start;

    /** Makes the start. */
    @Setup
    public void setUp() {
        start = new double[n];
        Arrays.setAll(start, i -> i % 2 == 0 ? -1.2 : 1);
    }

    /** One iteration, of 60 from the start. */
    @Benchmark
    @OperationsPerInvocation(ITERATIONS)
    public PointValuePair iterate() {
        return new LbfgsOptimizer(MEMORY, 0, null)
                .optimize(
                        new ObjectiveFunction(LbfgsBenchmark::value),
                        new ObjectiveFunctionGradient(LbfgsBenchmark::gradient),
                        new InitialGuess(start),
                        new MaxEval(Integer.MAX_VALUE),
                        new MaxIter(ITERATIONS));
    }

    /** The objective and its gradient alone, for comparison. */
    @Benchmark
    public double objective() {
        return value(start) + gradient(start)[0];
    }

    /** The chained function of Rosenbrock (1960): a long curved valley. */
    private static double value(double[] x) {
        double sum = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            double bend = x[i + 1] - x[i] * x[i];
            sum += 100 * bend * bend + (1 - x[i]) * (1 - x[i]);
        }
        return sum;
    }

    private static double[] gradient(double[] x) {
        double[] gradient = new double[x.length];
        for (int i = 0; i + 1 < x.length; i++) {
            double bend = x[i + 1] - x[i] * x[i];
            gradient[i] -= 400 * x[i] * bend + 2 * (1 - x[i]);
            gradient[i + 1] += 200 * bend;
        }
        return gradient;
    }
}
