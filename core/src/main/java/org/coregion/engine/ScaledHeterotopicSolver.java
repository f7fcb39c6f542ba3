package org.coregion.engine;

import org.coregion.linalg.Matrix;

/**
 * Heterotopic data whose rows differ in noise, by way of a solver for CMC: with C = N^(−½), U_oo of the data is that of
 * the scaled rows times C⁻¹ on both sides. Immutable.
 */
final class ScaledHeterotopicSolver implements HeterotopicSolver {
    /** That of a {@link ScaledKernel} for scaled outputs. */
    private final HeterotopicSolver scaled;

    private final RowNoise noise;
    /** The sum of log n_t over the observed entries. */
    private final double logDeterminant;

    /** @param outputs T×D, NaN where one is missing; not scaled */
    ScaledHeterotopicSolver(HeterotopicSolver scaled, RowNoise noise, Matrix outputs) {
        this.scaled = scaled;
        this.noise = noise;
        double sum = 0;
        double[] factors = noise.factors();
        for (int i = 0; i < outputs.data().length; i++) {
            sum -= Double.isNaN(outputs.data()[i]) ? 0 : 2 * Math.log(factors[i / outputs.columns()]);
        }
        this.logDeterminant = sum;
    }

    @Override
    public HeterotopicSolution solve(Matrix coregionalization, Matrix sigma, Matrix w, double[] delta, MeanRule rule) {
        return new Solution(scaled.solve(coregionalization, sigma, w, delta, rule));
    }

    /** The information of the parameters is the same in any units of the rows. */
    @Override
    public HeterotopicInformation information(Matrix coregionalization, Matrix sigma) {
        return scaled.information(coregionalization, sigma);
    }

    private final class Solution implements HeterotopicSolution {
        private final HeterotopicSolution solution;

        Solution(HeterotopicSolution solution) {
            this.solution = solution;
        }

        @Override
        public HeterotopicStatistics statistics() {
            HeterotopicStatistics statistics = solution.statistics();
            return new HeterotopicStatistics(
                    statistics.logDeterminant() + logDeterminant,
                    statistics.quadratic(),
                    statistics.noiseGradient(),
                    statistics.coregionalizationGradient(),
                    statistics.coefficients(),
                    statistics.meanLogDeterminant(),
                    statistics.meanCovariance());
        }

        @Override
        public double[] kernelGradient() {
            return solution.kernelGradient();
        }

        @Override
        public Matrix weights() {
            return noise.scaled(solution.weights());
        }

        @Override
        public Matrix apply(Matrix rightHandSides) {
            return noise.scaled(solution.apply(noise.scaled(rightHandSides)));
        }

        @Override
        public Matrix inverseBlocks() {
            return noise.scaled(noise.scaled(solution.inverseBlocks()));
        }

        /** Both sides of a row have its factor. */
        @Override
        public Matrix slopes() {
            return solution.slopes();
        }

        @Override
        public HeterotopicPrediction predict(Matrix newInputs) {
            return solution.predict(ScaledKernel.besideOnes(newInputs));
        }
    }
}
