package org.coregion.kernel;

final class Matern52Test extends StationaryKernelLaws {
    Matern52Test() {
        super(Matern52::new, Matern52.ard(), Matern52.isotropic());
    }

    @Override
    double correlation(double r) {
        return (1 + Math.sqrt(5) * r + 5 * r * r / 3) * Math.exp(-Math.sqrt(5) * r);
    }
}
