package org.coregion.linalg;

/**
 * Makes a {@link Backend}: what an extension registers as a service
 * ({@code META-INF/services/org.coregion.linalg.BackendProvider}).
 */
public interface BackendProvider {
    /** The name that the backend is chosen by, in lower case. */
    String name();

    /**
     * Loads what the backend needs and makes it.
     *
     * @param threads the most threads that one operation may take, at least 1
     * @throws BackendUnavailableException if it cannot be used on this machine
     */
    Backend load(int threads) throws BackendUnavailableException;
}
