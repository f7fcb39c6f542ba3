package org.coregion.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.coregion.linalg.Backend;
import org.coregion.linalg.Matrix;
import org.coregion.linalg.Parallel;
import org.coregion.linalg.Products;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of a fit: one from the start that the data give, and as many as asked for from random starts near it, side
 * by side. What they find depends on neither the number of threads nor the order in which they end.
 */
final class FitRuns {
    private static final Logger LOG = LoggerFactory.getLogger(Fitter.class);

    /** The most that K and Σ for one kernel may take, so that a difficult one does not use up a run. */
    private static final int EVALUATIONS_PER_KERNEL = 3000;

    /** Of more evaluations than by default, K and Σ for one kernel may take this share. */
    private static final double SHARE_PER_KERNEL = 0.03;

    private final FitSetup setup;
    private final FitProblem problem;
    private final FitListener listener;
    /** The number of the kernel's variables. */
    private final int variables;
    /** From coarse to all rows, each with its search. */
    private final List<SearchPlan> levels;
    /** Of the search for a start, then of every run. */
    private final Tally tally = new Tally();

    /** Where a run ended, and what it spent. */
    record Outcome(Estimate estimate, double objective, double gradientNorm, StopReason stopReason, Tally tally) {}

    FitRuns(FitSetup setup) {
        this.setup = setup;
        this.problem = setup.problem();
        this.listener = oneAtATime(setup.options().listener());
        this.variables = problem.kernelSpace(setup.family()).size();
        this.levels = setup.isKernelGiven()
                ? List.of(SearchPlan.ofCovariances(problem))
                : SearchPlan.of(Levels.of(problem), variables);
    }

    /** All of them, the first from the start that the data give. */
    List<Outcome> run() {
        announce();
        return setup.isKernelGiven() ? fitCovariances() : fitAll();
    }

    /** The search on all rows. */
    SearchPlan search() {
        return levels.get(levels.size() - 1);
    }

    /** What it is expected to take, before it begins. */
    private void announce() {
        boolean isStartSearched = setup.isStartChosen() && !setup.isKernelGiven();
        TimeEstimate estimate =
                TimeEstimate.of(levels, isStartSearched, setup.options().restarts() + 1);
        if (estimate.isLong()) {
            LOG.info(estimate.announcement(search()));
        } else {
            LOG.debug(estimate.announcement(search()));
        }
    }

    /** What the search for a start and all runs have spent. */
    Tally tally() {
        return tally;
    }

    /** K and Σ alone: one decomposition serves every run, one after another. */
    private List<Outcome> fitCovariances() {
        Objective objective = new Objective(problem, setup.family());
        tally.addKernel(problem);
        List<Outcome> outcomes = new ArrayList<>();
        for (FitStart start : starts(plain())) {
            Tally own = new Tally();
            CovarianceFit fit = new CovarianceFit(problem, objective, own);
            FitRun run = run(outcomes.size() + 1, setup.options().maxEvaluations(), own);
            Optimum covariances = fit.maximise(
                    List.of(
                            start.free(problem),
                            start.independent().free(problem),
                            start.mostlySignal().free(problem)),
                    run);
            outcomes.add(new Outcome(
                    fit.estimate(covariances.point()),
                    covariances.objective(),
                    covariances.gradientNorm(),
                    covariances.stopReason(),
                    own));
            tally.add(own);
        }
        return outcomes;
    }

    private List<Outcome> fitAll() {
        FitStart plain = plain();
        StartSearch.Found found = setup.isStartChosen()
                ? new StartSearch(setup, levels.get(0).problem(), tally).from(plain)
                : new StartSearch.Found(List.of(plain), Optional.empty());
        List<FitStart> starts = starts(found.starts().get(0));
        int sideBySide = setup.sideBySide(problem, starts.size());
        Backend each = setup.backendOfEach(sideBySide);
        Outcome[] outcomes = new Outcome[starts.size()];
        Parallel.forEach(sideBySide, outcomes.length, i -> {
            int perKernel = Math.max(EVALUATIONS_PER_KERNEL, (int)
                    (SHARE_PER_KERNEL * setup.options().maxEvaluations()));
            FitRun run = run(i + 1, perKernel, new Tally());
            StartSearch.Found followed =
                    i == 0 ? found : new StartSearch.Found(List.of(starts.get(i)), Optional.empty());
            Climb.Summit summit = climb(each, run, followed, plain);
            Fitted fitted = summit.fitted();
            outcomes[i] = new Outcome(
                    fitted.estimate(), fitted.objective(), fitted.gradientNorm(), summit.stopReason(), run.tally());
            LOG.debug("Run {}: objective {}", i + 1, fitted.objective() - setup.unitsOffset());
        });
        Arrays.stream(outcomes).forEach(outcome -> tally.add(outcome.tally));
        return List.of(outcomes);
    }

    /** The highest end of the climbs from several starts, beside each of which K and Σ start plainly as well. */
    private Climb.Summit climb(Backend each, FitRun run, StartSearch.Found found, FitStart plain) {
        // Trials on as many rows show what a level of blocks would, but of several parameters one direction alone.
        boolean isCurvatureSeen = variables == 1
                && found.curvature().isPresent()
                && levels.get(0).problem().size() == problem.size();
        Climb climb = new Climb(
                new Route(levels, variables, each),
                run,
                found.curvature().orElse(Curvature.typical(variables)),
                isCurvatureSeen);
        List<Climb.Summit> summits = new ArrayList<>();
        for (FitStart start : found.starts()) {
            if (summits.isEmpty() || !run.isSpent()) {
                // At a given lengthscale far off, the plain start may end in noise alone.
                FitStart beside = setup.isStartChosen() ? plain : plain.mostlySignal();
                summits.add(climb.from(
                        start,
                        List.of(
                                start.free(problem),
                                beside.free(problem),
                                plain.independent().free(problem))));
            }
        }
        return Collections.max(
                summits, Comparator.comparingDouble(summit -> summit.fitted().objective()));
    }

    private FitRun run(int number, int evaluationsPerKernel, Tally own) {
        return new FitRun(number, setup.options(), listener, evaluationsPerKernel, own, setup.unitsOffset());
    }

    private FitStart plain() {
        return FitStart.halfAndHalf(setup.family(), deviations(), setup.data().unitVariance());
    }

    /** The outputs about their mean by ordinary least squares, as far as its constraints allow. */
    private Matrix deviations() {
        int p = problem.basis().columns();
        int d = problem.outputs().columns();
        return problem.restrictions()
                .mean()
                .map(mean -> mean.best(Matrix.zeros(p, d), Matrix.identity(p * d)))
                .map(best -> problem.outputs().plus(-1, Products.multiply(problem.basis(), best.ofBasis())))
                .orElse(problem.outputs());
    }

    private List<FitStart> starts(FitStart first) {
        RandomGenerator random = new SplittableRandom(setup.options().seed());
        KernelSpace space = problem.kernelSpace(first.kernel());
        List<FitStart> starts = new ArrayList<>(List.of(first));
        for (int i = 0; i < setup.options().restarts(); i++) {
            starts.add(first.perturbed(random, space));
        }
        return starts;
    }

    private static FitListener oneAtATime(FitListener listener) {
        Object lock = new Object();
        return progress -> {
            synchronized (lock) {
                listener.iteration(progress);
            }
        };
    }
}
