package org.coregion.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.coregion.covariance.FullCovariance;
import org.coregion.covariance.LogDiagonal;
import org.coregion.engine.EngineName;
import org.coregion.engine.EnginePlan;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.Matern52;
import org.coregion.kernel.SquaredExponential;
import org.coregion.linalg.Backend;
import org.coregion.linalg.BackendChoice;
import org.coregion.linalg.Matrix;
import org.coregion.testing.Draws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which levels a run climbs, by what its kernel and its noise are. */
class RouteTest {
    private static final int T = 800;

    private static final Kernel SMOOTH = new SquaredExponential(1);

    private static final Kernel ROUGH = new Matern52(0.4);

    private static final Kernel ROUGHEST = new Matern52(1e-3);

    @ParameterizedTest
    @CsvSource({"se, 1e-1, NEAR", "se, 1e-7, COARSE", "matern52, 1, REDUCED", "matern52, 1e-4, COARSE"})
    void whatIsCheapAboutAKernelComesBeforeAllRows(String kernel, double noise, Detail first) {
        List<SearchPlan> rest = route(EngineName.AUTO).onFrom(start(kernel.equals("se") ? SMOOTH : ROUGH, noise));

        assertThat(rest).hasSize(2);
        assertThat(rest.get(0).problem().detail()).isEqualTo(first);
        assertThat(rest.get(1).problem().isWhole()).isTrue();
        assertThat(rest.get(0).cost().kernel().total())
                .isLessThanOrEqualTo(rest.get(1).cost().kernel().total());
    }

    @Test
    void otherwiseItIsTheLevelsThatServeAnyKernel() {
        Route route = route(EngineName.AUTO);
        List<SearchPlan> all = route.from(start(SMOOTH, 0.1), false);

        assertThat(all)
                .extracting(level -> level.problem().detail())
                .containsExactly(Detail.COARSE, Detail.COARSE, Detail.WHOLE);
        assertThat(route.onFrom(start(ROUGHEST, 0.1))).isEqualTo(all.subList(1, 3));
        assertThat(route(EngineName.SPECTRAL).onFrom(start(SMOOTH, 0.1)))
                .extracting(level -> level.problem().detail())
                .containsExactly(Detail.COARSE, Detail.WHOLE);
    }

    @Test
    void aCurvatureThatIsSeenSparesTheFirstLevelWhereTheRankIsLow() {
        Route route = route(EngineName.AUTO);

        assertThat(route.from(start(SMOOTH, 0.1), true))
                .extracting(level -> level.problem().detail())
                .containsExactly(Detail.NEAR, Detail.WHOLE);
        assertThat(route.from(start(ROUGH, 1), true)).hasSize(3);
    }

    @Test
    void everyLevelIsComputedByTheBackendOfTheRun() {
        Backend own = BackendChoice.of("ejml", 1).backend();
        Route route = new Route(SearchPlan.of(Levels.of(problem(EngineName.AUTO)), 1), 1, own);

        for (Kernel kernel : List.of(SMOOTH, ROUGH, ROUGHEST)) {
            assertThat(route.onFrom(start(kernel, 1)))
                    .allSatisfy(level ->
                            assertThat(level.problem().engines().backend()).isSameAs(own));
        }
    }

    private static Route route(EngineName engine) {
        FitProblem problem = problem(engine);
        return new Route(
                SearchPlan.of(Levels.of(problem), 1), 1, problem.engines().backend());
    }

    private static FitStart start(Kernel kernel, double noise) {
        return new FitStart(kernel, Matrix.identity(2), Matrix.identity(2).times(noise));
    }

    private static FitProblem problem(EngineName engine) {
        Matrix inputs = Draws.seeded(1).uniform(T, 2, 0, 1);
        return FitProblem.of(
                inputs,
                inputs,
                Samples.ones(T),
                new FullCovariance(0, 0),
                new LogDiagonal(1e-8, 1e-8),
                EnginePlan.of(engine, SMOOTH, inputs, 3, BackendChoice.fastest()));
    }
}
