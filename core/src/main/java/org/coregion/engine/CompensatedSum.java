package org.coregion.engine;

/** A sum accurate to its own rounding, however many the terms are (Kahan 1965). Mutable. */
final class CompensatedSum {
    private double sum;
    /** What the last addition lost. */
    private double lost;

    void add(double term) {
        double rest = term - lost;
        double next = sum + rest;
        lost = (next - sum) - rest;
        sum = next;
    }

    double value() {
        return sum;
    }
}
