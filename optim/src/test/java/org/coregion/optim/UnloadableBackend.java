package org.coregion.optim;

import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendProvider;
import org.coregion.linalg.BackendUnavailableException;

/** A backend on the class path of these tests whose library does not load. */
public final class UnloadableBackend implements BackendProvider {
    @Override
    public String name() {
        return "unloadable";
    }

    @Override
    public Backend load(int threads) throws BackendUnavailableException {
        throw new BackendUnavailableException("its library is for another machine", new UnsatisfiedLinkError());
    }
}
