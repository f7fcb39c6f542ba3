package org.coregion.openblas;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendProvider;
import org.coregion.linalg.BackendUnavailableException;
import org.jspecify.annotations.Nullable;

/** Loads OpenBLAS out of the jar. On the class path, it is found and used; the name is {@code "openblas"}. */
public final class OpenBlasProvider implements BackendProvider {
    /** Whether the library is there: asking the loader again looks at files, which takes as long as a small fit. */
    private static boolean isLoaded;

    /** Why it is not there: a class that failed to load tells the reason the first time only. */
    private static @Nullable String failure;

    /** What the service loader calls. */
    public OpenBlasProvider() {}

    @Override
    public String name() {
        return OpenBlas.NAME;
    }

    @Override
    public Backend load(int threads) throws BackendUnavailableException {
        loadOnce();
        return new OpenBlas(threads);
    }

    private static synchronized void loadOnce() throws BackendUnavailableException {
        if (failure != null) {
            throw new BackendUnavailableException(failure);
        }
        if (isLoaded) {
            return;
        }
        try {
            Loader.load(openblas.class);
            // Its own threads wait for each other by spinning: ten times slower than one of them as soon as another
            // program wants a processor.
            openblas.blas_set_num_threads(1);
            isLoaded = true;
        } catch (LinkageError e) {
            failure = "its native library for " + System.getProperty("os.name") + " on " + System.getProperty("os.arch")
                    + " does not load, " + e.getMessage();
            throw new BackendUnavailableException(failure, e);
        }
    }
}
