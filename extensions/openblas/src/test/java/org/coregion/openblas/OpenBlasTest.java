package org.coregion.openblas;

import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.BackendLaws;

final class OpenBlasTest extends BackendLaws {
    @Override
    protected Backend backend(int threads) {
        return BackendChoice.of("openblas", threads).backend();
    }
}
