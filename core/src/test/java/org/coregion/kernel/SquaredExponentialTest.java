package org.coregion.kernel;

final class SquaredExponentialTest extends StationaryKernelLaws {
    SquaredExponentialTest() {
        super(SquaredExponential::new, SquaredExponential.ard(), SquaredExponential.isotropic());
    }

    @Override
    double correlation(double r) {
        return Math.exp(-r * r / 2);
    }
}
