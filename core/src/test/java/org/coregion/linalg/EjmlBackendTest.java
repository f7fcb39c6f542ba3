package org.coregion.linalg;

final class EjmlBackendTest extends BackendLaws {
    @Override
    protected Backend backend(int threads) {
        return new EjmlBackend(threads);
    }
}
