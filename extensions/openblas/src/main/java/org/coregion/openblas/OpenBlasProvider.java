package org.coregion.openblas;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendProvider;
import org.coregion.linalg.BackendUnavailableException;

/** Loads OpenBLAS out of the jar. On the class path, it is found and used; the name is {@code "openblas"}. */
public final class OpenBlasProvider implements BackendProvider {
    /** Whether the library is there: asking the loader again looks at files, which takes as long as a small fit. */
    private static boolean isLoaded;

    /** What the service loader calls. */
    public OpenBlasProvider() {}

    @Override
    public String name() {
        return OpenBlas.NAME;
    }

    @Override
    public Backend load(int threads) throws BackendUnavailableException {
        try {
            loadOnce();
        } catch (LinkageError e) {
            throw new BackendUnavailableException(
                    "its native library for " + Loader.getPlatform() + " does not load, " + e.getMessage(), e);
        }
        return new OpenBlas(threads);
    }

    private static synchronized void loadOnce() {
        if (!isLoaded) {
            Loader.load(openblas.class);
            // Its own threads wait for each other by spinning: ten times slower than one of them as soon as another
            // program wants a processor.
            openblas.blas_set_num_threads(1);
            isLoaded = true;
        }
    }
}
