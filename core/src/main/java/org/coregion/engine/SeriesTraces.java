package org.coregion.engine;

/**
 * Traces of one series.
 *
 * @param inverse tr B⁻¹
 * @param kernel tr MB⁻¹
 */
record SeriesTraces(double inverse, double kernel) {
    SeriesTraces minus(SeriesTraces other) {
        return new SeriesTraces(inverse - other.inverse, kernel - other.kernel);
    }
}
