package org.coregion.engine;

/** No right-hand side, where only covariances matter. */
final class NoColumns implements RowColumns {
    @Override
    public int count() {
        return 0;
    }

    @Override
    public void fill(int t, double[] target) {}
}
