package org.coregion.linalg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.coregion.InvalidInputException;

/**
 * The backend that a request leads to.
 *
 * @param backend the one to use
 * @param fallback why it is not a faster one that is on the class path, in words; empty if it is the fastest there
 */
public record BackendChoice(Backend backend, Optional<String> fallback) {
    /** The request for the fastest backend that loads. */
    public static final String AUTO = "auto";

    /** The backend in Java, which is always there. */
    public static final String EJML = "ejml";

    /** Registered backends are looked for once: a native library stays loaded in any case. */
    private static final List<BackendProvider> REGISTERED =
            ServiceLoader.load(BackendProvider.class, BackendChoice.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    /** The fastest backend that loads, with all processors. */
    public static Backend fastest() {
        return of(AUTO, 0).backend;
    }

    /**
     * Finds and loads a backend.
     *
     * @param request {@link #AUTO}, or a backend's name
     * @param threads the most threads that one operation may take; 0 for all processors
     * @throws InvalidInputException if no backend has this name, or the one that has it cannot be loaded
     */
    public static BackendChoice of(String request, int threads) {
        return of(request, threads, REGISTERED);
    }

    /**
     * The backend of this name if it is here and loads, else the fastest that does, with the reason in
     * {@link #fallback()}.
     *
     * @param name a backend's name, say that of an earlier fit, or {@link #AUTO}
     */
    public static BackendChoice preferring(String name) {
        try {
            return of(name, 0);
        } catch (InvalidInputException problem) {
            BackendChoice other = of(AUTO, 0);
            return new BackendChoice(
                    other.backend, other.fallback.or(() -> Optional.of(String.valueOf(problem.getMessage()))));
        }
    }

    static BackendChoice of(String request, int threads, List<BackendProvider> registered) {
        int most = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        if (request.equals(EJML)) {
            return new BackendChoice(new EjmlBackend(most), Optional.empty());
        }
        if (request.equals(AUTO)) {
            return automatic(most, registered);
        }
        for (BackendProvider provider : registered) {
            if (provider.name().equals(request)) {
                try {
                    return new BackendChoice(provider.load(most), Optional.empty());
                } catch (BackendUnavailableException e) {
                    throw new InvalidInputException(
                            "The backend \"" + request + "\" cannot be loaded: " + e.getMessage() + ".",
                            "choose \"" + AUTO + "\" or \"" + EJML + "\".");
                }
            }
        }
        throw new InvalidInputException(
                "There is no backend \"" + request + "\"; known here are " + names(registered) + ".",
                "its extension is not on the class path.");
    }

    private static BackendChoice automatic(int threads, List<BackendProvider> registered) {
        List<String> failures = new ArrayList<>();
        for (BackendProvider provider : registered) {
            try {
                return new BackendChoice(provider.load(threads), Optional.empty());
            } catch (BackendUnavailableException e) {
                failures.add("The backend " + provider.name() + " cannot be loaded, " + EJML
                        + " takes its place and is several times slower: " + e.getMessage());
            }
        }
        return new BackendChoice(
                new EjmlBackend(threads),
                failures.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", failures)));
    }

    private static String names(List<BackendProvider> registered) {
        List<String> names = new ArrayList<>(List.of(AUTO, EJML));
        registered.forEach(provider -> names.add(provider.name()));
        return String.join(", ", names);
    }
}
