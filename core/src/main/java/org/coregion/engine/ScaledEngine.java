package org.coregion.engine;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.coregion.linalg.Cholesky;
import org.coregion.linalg.Matrix;

/**
 * Rows whose noise differs, B_d = δ_d M + N, by way of an engine for CMC: with C = N^(−½), B_d = C⁻¹(δ_d CMC + I)C⁻¹,
 * so that outputs and basis functions are scaled as they go in and solutions as they come out. Traces and products of
 * the series are then those with N wherever the others have I.
 */
final class ScaledEngine implements Engine {
    /** That of a {@link ScaledKernel}. */
    private final Engine scaled;

    private final RowNoise noise;

    ScaledEngine(Engine scaled, RowNoise noise) {
        this.scaled = scaled;
        this.noise = noise;
    }

    @Override
    public String name() {
        return scaled.name();
    }

    @Override
    public OptionalInt rank() {
        return scaled.rank();
    }

    @Override
    public Optional<String> adjustment() {
        return scaled.adjustment();
    }

    @Override
    public SeriesSolver solver(Matrix outputs, Matrix basis, boolean isRestricted) {
        return new Solver(scaled.solver(noise.scaled(outputs), noise.scaled(basis), isRestricted));
    }

    @Override
    public HeterotopicSolver heterotopicSolver(Matrix outputs, Matrix basis, boolean restricted) {
        HeterotopicSolver solver = scaled.heterotopicSolver(noise.scaled(outputs), noise.scaled(basis), restricted);
        return new ScaledHeterotopicSolver(solver, noise, outputs);
    }

    /** m(x*, X)C times C⁻¹·weights. */
    @Override
    public Matrix kernelSums(Matrix newInputs, Matrix weights) {
        return scaled.kernelSums(ScaledKernel.besideOnes(newInputs), unscaled(weights));
    }

    /** C⁻¹ times draws from N(0, CMC). */
    @Override
    public Matrix sample(RandomGenerator random, int count) {
        return unscaled(scaled.sample(random, count));
    }

    /** C⁻¹·a. */
    private Matrix unscaled(Matrix a) {
        double[] inverse = noise.factors();
        for (int t = 0; t < inverse.length; t++) {
            inverse[t] = 1 / inverse[t];
        }
        return a.scaledRows(inverse);
    }

    private final class Solver implements SeriesSolver {
        private final SeriesSolver solver;

        Solver(SeriesSolver solver) {
            this.solver = solver;
        }

        @Override
        public SeriesStatistics solve(Matrix w, double[] delta, SeriesMeanRule rule) {
            SeriesStatistics statistics = solver.solve(w, delta, rule);
            return new SeriesStatistics(
                    statistics.logDeterminant() + delta.length * noise.logDeterminant(),
                    statistics.quadratic(),
                    statistics.gram(),
                    statistics.kernelGram(),
                    statistics.inverseTrace(),
                    statistics.kernelTrace(),
                    statistics.coefficients());
        }

        @Override
        public Matrix solution() {
            return noise.scaled(solver.solution());
        }

        @Override
        public Matrix inverseDiagonal() {
            return noise.scaled(noise.scaled(solver.inverseDiagonal()));
        }

        @Override
        public Cholesky[] normalMatrices() {
            return solver.normalMatrices();
        }

        @Override
        public SeriesInformation information() {
            return solver.information();
        }

        /** The scaled rows have N = I, and the information of the parameters is the same in any units of the rows. */
        @Override
        public KernelInformation kernelInformation() {
            return solver.kernelInformation();
        }

        @Override
        public double[] kernelGradient() {
            return solver.kernelGradient();
        }

        @Override
        public SeriesPrediction predict(Matrix newInputs) {
            return solver.predict(ScaledKernel.besideOnes(newInputs));
        }
    }
}
