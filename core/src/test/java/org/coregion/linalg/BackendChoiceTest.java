package org.coregion.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.coregion.testing.Refusal.assertRefused;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BackendChoiceTest {
    /** Loads EJML under another name. */
    private record Loads(String name) implements BackendProvider {
        @Override
        public Backend load(int threads) {
            return new EjmlBackend(threads);
        }
    }

    private record Fails(String name) implements BackendProvider {
        @Override
        public Backend load(int threads) throws BackendUnavailableException {
            throw new BackendUnavailableException("there is no library for this machine", new UnsatisfiedLinkError());
        }
    }

    @Test
    void ejmlIsTheDefaultWhereNothingElseIsRegistered() {
        BackendChoice choice = BackendChoice.of("auto", 0);

        assertThat(choice.backend().name()).isEqualTo("ejml");
        assertThat(choice.backend().threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(choice.fallback()).isEmpty();
        assertThat(BackendChoice.fastest().name()).isEqualTo("ejml");
    }

    @Test
    void aPreferredBackendThatIsNotHereGivesWayWithTheReason() {
        BackendChoice gone = BackendChoice.preferring("mkl");

        assertThat(gone.backend().name()).isEqualTo("ejml");
        assertThat(gone.fallback())
                .hasValueSatisfying(reason -> assertThat(reason).contains("no backend \"mkl\""));
        assertThat(BackendChoice.preferring("ejml").fallback()).isEmpty();
    }

    @Test
    void aRegisteredBackendComesFirst() {
        BackendChoice choice = BackendChoice.of("auto", 3, List.of(new Fails("broken"), new Loads("fast")));

        assertThat(choice.backend().threads()).isEqualTo(3);
        assertThat(choice.fallback()).isEmpty();
    }

    @Test
    void ejmlTakesThePlaceOfOneThatDoesNotLoad() {
        BackendChoice choice = BackendChoice.of("auto", 1, List.of(new Fails("broken")));

        assertThat(choice.backend().name()).isEqualTo("ejml");
        assertThat(choice.fallback())
                .hasValueSatisfying(reason -> assertThat(reason)
                        .contains("broken", "ejml takes its place", "there is no library for this machine"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ejml", "fast"})
    void aNameIsObeyed(String name) {
        BackendChoice choice = BackendChoice.of(name, 2, List.of(new Fails("broken"), new Loads("fast")));

        assertThat(choice.backend().threads()).isEqualTo(2);
        assertThat(choice.fallback()).isEmpty();
    }

    @Test
    void aNameThatCannotBeObeyedIsRefused() {
        List<BackendProvider> registered = List.of(new Fails("broken"), new Loads("fast"));

        assertRefused(
                () -> BackendChoice.of("broken", 1, registered),
                "\"broken\" cannot be loaded",
                "there is no library for this machine");
        assertRefused(() -> BackendChoice.of("mkl", 1, registered), "no backend \"mkl\"", "auto, ejml, broken, fast");
    }
}
