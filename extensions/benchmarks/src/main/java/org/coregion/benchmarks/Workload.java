package org.coregion.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.EngineName;
import org.coregion.engine.EnginePlan;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.KernelStart;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.SquaredExponential;
import org.coregion.linalg.Matrix;

/**
 * Something to fit: data drawn from a known model, and the engine to ask for.
 *
 * @param id what the measurements are filed under
 * @param shape how the inputs lie
 * @param smooth whether the kernel is squared exponential; Matérn 5/2 otherwise
 * @param sizes the rows; for a grid, the points of each axis
 * @param outputs D
 * @param engine the engine
 * @param heapGigabytes the heap of the process
 */
record Workload(
        String id, Shape shape, boolean smooth, List<Integer> sizes, int outputs, EngineName engine, int heapGigabytes)
        implements Case {
    private static final int HEAP = 2;

    /** Observations within a lengthscale of a long series. */
    private static final double DENSITY = 100;

    /** How the inputs lie. */
    enum Shape {
        LINE,
        PLANE,
        /** A plane with one lengthscale for both columns. */
        ISOTROPIC,
        GRID
    }

    static Workload line(String id, boolean smooth, int rows, int outputs, EngineName engine) {
        return new Workload(id, Shape.LINE, smooth, List.of(rows), outputs, engine, HEAP);
    }

    static Workload plane(String id, int rows, int outputs, EngineName engine) {
        return new Workload(id, Shape.PLANE, false, List.of(rows), outputs, engine, HEAP);
    }

    static Workload isotropic(String id, int rows, int outputs, EngineName engine) {
        return new Workload(id, Shape.ISOTROPIC, false, List.of(rows), outputs, engine, HEAP);
    }

    static Workload grid(String id, List<Integer> axes, int outputs) {
        return new Workload(id, Shape.GRID, true, axes, outputs, EngineName.GRID, HEAP);
    }

    /** What an engine is for, named after it. A grid has the next smaller square number of rows. */
    static Workload typical(EngineName engine, int rows, int outputs) {
        String id = engine.label() + "-" + rows;
        return switch (engine) {
            case LOW_RANK -> line(id, true, rows, outputs, engine);
            case STATE_SPACE -> line(id, false, rows, outputs, engine);
            case GRID -> {
                int side = (int) Math.sqrt(rows);
                yield grid(id, List.of(side, side), outputs);
            }
            default -> plane(id, rows, outputs, engine);
        };
    }

    Workload withHeap(int gigabytes) {
        return new Workload(id, shape, smooth, sizes, outputs, engine, gigabytes);
    }

    @Override
    public Map<String, String> measure(boolean quick) throws IOException, InterruptedException {
        JavaProcess process =
                JavaProcess.run(Probe.class, List.of("-Xmx" + heapGigabytes + "g"), List.of(id, String.valueOf(quick)));
        return process.status() == 0 ? process.quantities() : Map.of();
    }

    /** T. */
    int rows() {
        return sizes.stream().reduce(1, Math::multiplyExact);
    }

    /** Kernel and inputs, in words. */
    String description() {
        String kernel = smooth ? "SE" : "Matérn-5/2";
        return kernel
                + switch (shape) {
                    case LINE -> ", 1-D";
                    case PLANE -> " ARD, 2-D";
                    case ISOTROPIC -> ", 2-D";
                    case GRID ->
                        " ARD, " + sizes.stream().map(String::valueOf).collect(Collectors.joining("×")) + " grid";
                };
    }

    /** T×Q, in the unit cube; a long series has the same density whatever its length. */
    Matrix inputs() {
        return switch (shape) {
            case LINE -> Simulation.uniform(rows(), 1).times(smooth ? 1 : rows() / DENSITY);
            case PLANE, ISOTROPIC -> Simulation.uniform(rows(), 2);
            case GRID -> cells();
        };
    }

    /** The last axis runs fastest. */
    private Matrix cells() {
        Matrix inputs = Matrix.zeros(rows(), sizes.size());
        for (int t = 0; t < inputs.rows(); t++) {
            int rest = t;
            for (int q = sizes.size() - 1; q >= 0; q--) {
                int size = sizes.get(q);
                inputs.set(t, q, rest % size / (double) size);
                rest /= size;
            }
        }
        return inputs;
    }

    /** The kernel that the data are drawn from. */
    Kernel truth() {
        return switch (shape) {
            case LINE -> smooth ? new SquaredExponential(0.05) : new Matern52(1);
            case PLANE -> new Matern52(0.2, 0.4);
            case ISOTROPIC -> new Matern52(0.3);
            case GRID -> {
                double[] lengthscales = new double[sizes.size()];
                Arrays.fill(lengthscales, 0.1);
                yield new SquaredExponential(lengthscales);
            }
        };
    }

    /** The kernel that is fitted. */
    KernelStart start() {
        if (shape == Shape.ISOTROPIC) {
            return Matern52.isotropic();
        }
        return smooth ? SquaredExponential.ard() : Matern52.ard();
    }

    /** One draw, the same each time. */
    MultiOutputData data() {
        RandomGenerator random = Simulation.random();
        Matrix inputs = inputs();
        Matrix signal = EnginePlan.automatic(truth(), inputs).sample(random, outputs);
        return MultiOutputData.of(inputs.toArray(), Simulation.outputs(signal, random));
    }
}
