package org.coregion.openblas;

import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.SymmetricEigen;
import org.coregion.linalg.SymmetricEigenLaws;

final class OpenBlasEigenTest extends SymmetricEigenLaws {
    @Override
    protected SymmetricEigen decompose(Matrix matrix, String name) {
        return SymmetricEigen.ofSemidefiniteInPlace(matrix, name, BackendChoice.fastest());
    }
}
