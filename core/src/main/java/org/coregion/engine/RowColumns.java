package org.coregion.engine;

/** Right-hand sides of T×D values each, a row at a time. */
interface RowColumns {
    /** How many there are, c. */
    int count();

    /**
     * Fills in their values at one row in ascending order of the input.
     *
     * @param target D×c; what it holds where an output is missing does not matter
     */
    void fill(int t, double[] target);
}
