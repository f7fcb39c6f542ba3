package org.coregion.kernel;

final class Matern12Test extends StationaryKernelLaws {
    Matern12Test() {
        super(Matern12::new, Matern12.ard(), Matern12.isotropic());
    }

    @Override
    double correlation(double r) {
        return Math.exp(-r);
    }
}
