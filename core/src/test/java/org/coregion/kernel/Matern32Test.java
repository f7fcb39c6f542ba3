package org.coregion.kernel;

final class Matern32Test extends StationaryKernelLaws {
    Matern32Test() {
        super(Matern32::new, Matern32.ard(), Matern32.isotropic());
    }

    @Override
    double correlation(double r) {
        return (1 + Math.sqrt(3) * r) * Math.exp(-Math.sqrt(3) * r);
    }
}
