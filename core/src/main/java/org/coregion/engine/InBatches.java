package org.coregion.engine;

import java.util.function.UnaryOperator;
import org.coregion.linalg.Matrix;

/** New inputs a few at a time, for what takes a matrix between them and the rows. */
final class InBatches {
    /** Elements of the matrix that is formed at once. */
    private static final int ELEMENTS = 1 << 22;

    private InBatches() {}

    /**
     * What is asked of every new input.
     *
     * @param newInputs n×Q
     * @param rows T
     * @param columns c
     * @param part from some of the inputs to c values each
     * @return n×c
     */
    static Matrix of(Matrix newInputs, int rows, int columns, UnaryOperator<Matrix> part) {
        Matrix result = Matrix.zeros(newInputs.rows(), columns);
        int batch = Math.max(1, ELEMENTS / rows);
        for (int from = 0; from < newInputs.rows(); from += batch) {
            Matrix own = part.apply(newInputs.rowsBetween(from, Math.min(newInputs.rows(), from + batch)));
            result.setBlock(from, 0, own);
        }
        return result;
    }
}
