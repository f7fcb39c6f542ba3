package org.coregion.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** docs/performance.md: the measurements as a reader wants them. Every number in it was measured. */
final class Page {
    private final Suite suite;
    private final Measurements measurements;
    private final StringBuilder text = new StringBuilder();

    private Page(Suite suite, Measurements measurements) {
        this.suite = suite;
        this.measurements = measurements;
    }

    /** The page in Markdown. */
    static String of(Suite suite, Measurements measurements) {
        return new Page(suite, measurements).text();
    }

    private String text() {
        text.append("""
                # Performance

                What a fit takes, by data and engine, and the operations in it. This page, its picture and its numbers
                ([performance.csv](performance.csv)) are written by one command:

                ```
                %s
                ```

                `-Dargs="--only se-1000"` measures one case again, `--resume` those that are missing; `--render` measures
                none and writes the page from its numbers; `--to FOLDER` leaves this page and writes another there.

                """.formatted(Scaling.COMMAND));
        elapsed();
        machine();
        fits();
        series();
        stages();
        text.append(MemorySection.of(suite.memory(), measurements));
        text.append(BenchmarkSection.of(suite.benchmarks(), measurements));
        text.append(EigenSection.of(suite.benchmarks(), measurements));
        unmeasured();
        return text.toString().stripTrailing() + "\n";
    }

    private void elapsed() {
        double seconds = suite.all().stream()
                .filter(one -> measurements.has(one.id()))
                .mapToDouble(one -> measurements.number(one.id(), "elapsed"))
                .sum();
        text.append("The cases of this page took ")
                .append(Numbers.duration(seconds))
                .append(" together.\n\n");
    }

    private void machine() {
        text.append("## Machine\n\n");
        for (String fact : Machine.FACTS) {
            text.append("- ")
                    .append(fact)
                    .append(": ")
                    .append(measurements.text(Machine.ID, fact))
                    .append('\n');
        }
        text.append('\n');
    }

    private void fits() {
        text.append("""
                ## Fits

                `Fitter.fit` with its defaults, K any covariance and a noise variance and a mean per output, on data drawn
                from such a model: uniform inputs, lengthscales a twentieth of the range (SE in one column), 100
                observations (Matérn in one column), 0.2 and 0.4 of the range (ARD in two columns; 0.3 where one serves
                both), a tenth of each axis (grid). Every case has a Java process of its own. *First* is its first fit,
                *warm* the median of the later half of all fits in twelve seconds, when the compiler has settled; a first
                fit of more than 6 s stands for both. *Kernels* are the kernel matrices of all rows that were decomposed,
                and those before them: in blocks, near that of all rows, or of a part of them; the state-space engine
                decomposes none.
                *Memory* is the most that the process took, the JVM and the simulation of the data included; what a
                fit needs is [below](#memory).

                | case | T | D | kernel, inputs | engine | rank | evaluations | kernels | first | warm | memory |
                |:--|--:|--:|:--|:--|--:|--:|--:|--:|--:|--:|
                """);
        for (Workload workload : measured(suite.fits())) {
            cells(
                    workload.id(),
                    Numbers.count(workload.rows()),
                    String.valueOf(workload.outputs()),
                    workload.description(),
                    value(workload, "engine"),
                    rank(workload),
                    value(workload, "evaluations"),
                    kernels(workload),
                    Numbers.duration(number(workload, "first")),
                    Numbers.duration(number(workload, "seconds")),
                    Numbers.bytes(number(workload, "peak")));
        }
        text.append('\n');
        List<String> lost = measured(suite.workloads()).stream()
                .filter(workload -> !value(workload, "converged").equals("true"))
                .map(Workload::id)
                .toList();
        text.append(
                lost.isEmpty()
                        ? "All fits of this page converged.\n\n"
                        : "Not converged: " + String.join(", ", lost) + ".\n\n");
    }

    private void series() {
        text.append("""
                ## Time against T

                The same for growing T, with the engine asked for and data it is made for.

                ![Seconds of a fit against T, one line per engine](performance.png)

                """);
        suite.series().forEach((engine, workloads) -> {
            List<Workload> measured = measured(workloads);
            if (!measured.isEmpty()) {
                Workload first = measured.get(0);
                text.append("**")
                        .append(engine.label())
                        .append("**, ")
                        .append(first.shape() == Workload.Shape.GRID ? "SE ARD, square grid" : first.description())
                        .append(", D = ")
                        .append(first.outputs())
                        .append("""


                                | T | rank | evaluations | kernels | first | warm | memory |
                                |--:|--:|--:|--:|--:|--:|--:|
                                """);
                for (Workload workload : measured) {
                    cells(
                            Numbers.count(workload.rows()),
                            rank(workload),
                            value(workload, "evaluations"),
                            kernels(workload),
                            Numbers.duration(number(workload, "first")),
                            Numbers.duration(number(workload, "seconds")),
                            Numbers.bytes(number(workload, "peak")));
                }
                text.append('\n');
            }
        });
    }

    private void stages() {
        text.append("""
                ## Where the time goes

                Each stage of a fit alone, at the parameters where the fit ended: the operations by count (a
                multiplication and an addition are two; 9T³ is the usual count of a decomposition by the QR method, and
                what a divide-and-conquer solver saves shows as a higher rate), how often the fit does it on all rows, the
                median time of one, and the share of the warm fit that count times time makes.

                """);
        for (String id : suite.staged()) {
            if (measurements.has(id)) {
                Workload workload = suite.workload(id);
                text.append("**T = ").append(Numbers.count(workload.rows()));
                text.append(", D = ").append(workload.outputs()).append("**, ");
                text.append(workload.description()).append(", ").append(value(workload, "engine"));
                text.append(" engine, ")
                        .append(Numbers.duration(number(workload, "seconds")))
                        .append(":\n\n");
                text.append(Stages.of(workload, measurements)).append('\n');
            }
        }
    }

    private void unmeasured() {
        List<String> missing = new ArrayList<>(suite.all().stream()
                .map(Case::id)
                .filter(id -> !measurements.has(id))
                .toList());
        if (!missing.isEmpty()) {
            text.append("Not measured: ").append(String.join(", ", missing)).append(".\n");
        }
    }

    private List<Workload> measured(List<Workload> workloads) {
        return workloads.stream()
                .filter(workload -> measurements.has(workload.id()))
                .toList();
    }

    private String kernels(Workload workload) {
        return value(workload, "kernels") + " + " + value(workload, "coarseKernels");
    }

    private String rank(Workload workload) {
        return measurements.has(workload.id(), "rank") ? Numbers.count((long) number(workload, "rank")) : "–";
    }

    private String value(Workload workload, String quantity) {
        return measurements.text(workload.id(), quantity);
    }

    private double number(Workload workload, String quantity) {
        return measurements.number(workload.id(), quantity);
    }

    private void cells(String... cells) {
        text.append(Numbers.row(cells));
    }
}
