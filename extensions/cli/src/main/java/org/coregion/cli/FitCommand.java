package org.coregion.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.engine.EngineName;
import org.coregion.kernel.Kernel;
import org.coregion.kernel.KernelExpression;
import org.coregion.kernel.Precomputed;
import org.coregion.model.GpModel;
import org.coregion.optim.FitOptions;
import org.coregion.optim.FitResult;
import org.coregion.optim.Fitter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code coregion fit}: fits a model and prints it as JSON. */
@Command(name = "fit", description = "Fits a model to data and prints it as JSON.", mixinStandardHelpOptions = true)
final class FitCommand implements Callable<Integer> {
    private static final String FORMS_OF_K = "full|diagonal|isotropic|rank:R|rank:R+diagonal|fixed:K.csv";

    private static final String FORMS_OF_NOISE = "diagonal|isotropic|full|rank:R+diagonal|fixed:S.csv";

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(
            names = "--kernel",
            defaultValue = "matern52",
            paramLabel = "expression",
            description = "Input kernel (${DEFAULT-VALUE}): se, matern12, matern32, matern52, rq, wendland, periodic, "
                    + "cosine, linear, polynomial or constant, or an expression of them such as "
                    + "'matern32(x, y) + 0.5 * periodic(t, period=12)'. Values given are where the fit starts.")
    private String kernel = "";

    @Option(names = "--isotropic", description = "One lengthscale for all input columns, of a kernel by its name.")
    private boolean isotropic;

    @Option(
            names = "--fix-lengthscales",
            split = ",",
            paramLabel = "1.2,…",
            description =
                    "Lengthscales, of a kernel by its name, that are not fitted: one for all input columns, or one each.")
    private double @Nullable [] fixedLengthscales;

    @Option(
            names = "--kernel-matrix",
            paramLabel = "M.csv",
            description = "A given kernel matrix, T×T without a header, in place of a kernel of the inputs.")
    private @Nullable Path kernelMatrix;

    @Option(
            names = "--coregionalization",
            defaultValue = "full",
            paramLabel = FORMS_OF_K,
            description = "Signal covariance between outputs (${DEFAULT-VALUE}).")
    private String coregionalization = "";

    @Option(
            names = "--noise",
            defaultValue = "diagonal",
            paramLabel = FORMS_OF_NOISE,
            description = "Noise covariance between outputs (${DEFAULT-VALUE}).")
    private String noise = "";

    @Mixin
    private ConstraintOptions constraints = new ConstraintOptions();

    @Option(
            names = "--mean",
            defaultValue = "constant",
            paramLabel = "constant|zero|linear|polynomial:2|linear:a,b",
            description = "Mean of each output (${DEFAULT-VALUE}); linear and polynomial take all input columns or "
                    + "those named.")
    private String mean = "";

    @Option(
            names = "--reml",
            description = "Maximise the restricted likelihood, which allows for the mean's being estimated.")
    private boolean restricted;

    @Option(names = "--no-standardize", description = "Optimise in the units of the outputs.")
    private boolean notStandardized;

    @Option(
            names = "--restarts",
            defaultValue = "0",
            paramLabel = "N",
            description = "Further runs from random starts (${DEFAULT-VALUE}).")
    private int restarts;

    @Option(
            names = "--seed",
            defaultValue = "0",
            paramLabel = "S",
            description = "Seed of the random starts (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--engine",
            defaultValue = "auto",
            paramLabel = "name",
            description = "What deals with the observations: auto, by the structure of the data, or spectral, "
                    + "state-space, grid, low-rank, dense (${DEFAULT-VALUE}).")
    private String engine = "";

    @Option(
            names = "--backend",
            defaultValue = "auto",
            paramLabel = "auto|ejml|openblas",
            description =
                    "Who decomposes the large matrices: ejml in Java, openblas natively; auto takes openblas where "
                            + "it loads (${DEFAULT-VALUE}).")
    private String backend = "";

    @Option(
            names = "--threads",
            defaultValue = "0",
            paramLabel = "N",
            description = "The most threads to take; 0 for all processors (${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--model", paramLabel = "out.json", description = "Writes the model to this file too.")
    private @Nullable Path modelFile;

    @Override
    public Integer call() {
        OutputFile output = modelFile == null ? null : new OutputFile(modelFile);
        if (output != null) {
            output.requireWritable(inputFiles());
        }
        GpModel model = model();
        FitOptions options = FitOptions.withDefaults()
                .withRestarts(restarts)
                .withSeed(seed)
                .withStandardization(!notStandardized)
                .withRestrictedLikelihood(restricted)
                .withEngine(EngineName.labelled(engine))
                .withBackend(backend)
                .withThreads(threads);
        MultiOutputData observations = data.read(kernelMatrix == null);
        FitResult fit;
        try (FitProgress progress = FitProgress.start()) {
            fit = Fitter.fit(observations, model, options.withListener(progress));
        }
        String json = Json.write(document(observations, fit));
        // Where one of the two cannot be written, the other still is.
        try {
            Output.print(spec, json);
        } finally {
            if (output != null) {
                output.write(json);
            }
        }
        return 0;
    }

    private GpModel model() {
        GpModel model = withKernel(GpModel.withDefaults());
        model = model.withMean(MeanEntry.form(mean));
        Optional<Path> givenK = ofK().file();
        model = givenK.isPresent()
                ? model.withFixedCoregionalization(Csv.readMatrix(givenK.get()))
                : model.withCoregionalization(ofK().form());
        Optional<Path> givenNoise = ofNoise().file();
        model = givenNoise.isPresent()
                ? model.withFixedNoise(Csv.readMatrix(givenNoise.get()))
                : model.withNoise(ofNoise().form());
        return constraints.applied(model);
    }

    private CovarianceOption ofK() {
        return new CovarianceOption("--coregionalization", coregionalization, FORMS_OF_K);
    }

    private CovarianceOption ofNoise() {
        return new CovarianceOption("--noise", noise, FORMS_OF_NOISE);
    }

    private GpModel withKernel(GpModel model) {
        if (kernelMatrix != null) {
            if (isKernelChosen() || isotropic || fixedLengthscales != null) {
                throw new InvalidInputException(
                        "--kernel-matrix leaves no kernel to choose or fit.",
                        "drop --kernel, --isotropic and --fix-lengthscales, or --kernel-matrix.");
            }
            return model.withFixedKernel(Precomputed.of(Csv.readMatrix(kernelMatrix)));
        }
        if (fixedLengthscales == null) {
            return model.withKernel(
                    KernelExpression.parse(isotropic ? calledWith("isotropic", "--isotropic") : kernel));
        }
        if (isotropic && fixedLengthscales.length != 1) {
            throw new InvalidInputException(
                    "--isotropic goes with one lengthscale, but --fix-lengthscales gives " + fixedLengthscales.length
                            + ".",
                    "drop --isotropic.");
        }
        String lengthscales = "lengthscale=" + Arrays.toString(fixedLengthscales);
        return model.withFixedKernel(KernelExpression.parse(calledWith(lengthscales, "--fix-lengthscales"))
                .requireComplete());
    }

    /** The kernel, which must be a name, with what an option adds to it. */
    private String calledWith(String argument, String option) {
        if (!kernel.strip().matches("\\w+")) {
            throw new InvalidInputException(
                    option + " goes with a kernel by its name, not with the expression '" + kernel + "'.",
                    "write it into the expression, as in matern52(" + argument + ").");
        }
        return kernel + "(" + argument + ")";
    }

    private boolean isKernelChosen() {
        return spec != null && spec.commandLine().getParseResult().hasMatchedOption("--kernel");
    }

    private ModelFile document(MultiOutputData observations, FitResult fit) {
        return new ModelFile(
                ModelFile.SCHEMA_VERSION,
                kernelEntry(fit.parameters().kernel(), observations.inputNames()),
                fit.coregionalization(),
                fit.noise(),
                fit.parameters().isMeanConstant() ? fit.mean() : null,
                fit.parameters().isMeanConstant() ? null : MeanEntry.of(mean, fit.parameters()),
                fit.meanStandardErrors(),
                observations.inputNames(),
                observations.outputNames(),
                data.noiseScale(),
                fit.objective(),
                fit.logMarginalLikelihood(),
                fit.restrictedLogLikelihood().isPresent()
                        ? fit.restrictedLogLikelihood().getAsDouble()
                        : null,
                fit.logPrior() == 0 ? null : fit.logPrior(),
                fit.isConverged(),
                fit.stopReason().name(),
                fit.atBounds(),
                fit.warnings(),
                fit.gradientNorm(),
                fit.evaluations(),
                fit.iterations(),
                fit.eigendecompositions(),
                fit.coarseEigendecompositions(),
                fit.engine(),
                fit.engineReason(),
                fit.inputRank().isPresent() ? fit.inputRank().getAsInt() : null,
                fit.backend(),
                fit.threads(),
                fit.seconds());
    }

    private KernelEntry kernelEntry(Kernel fitted, List<String> inputNames) {
        if (kernelMatrix == null) {
            return KernelEntry.of(fitted, inputNames);
        }
        if (modelFile == null) {
            return KernelEntry.precomputed(kernelMatrix);
        }
        // In a file the path must hold from that file's folder.
        Path folder = ModelFile.folder(modelFile);
        Path matrix = kernelMatrix.toAbsolutePath();
        return KernelEntry.precomputed(
                Objects.equals(folder.getRoot(), matrix.getRoot()) ? folder.relativize(matrix) : matrix);
    }

    /** Every file that this command reads. */
    private List<Path> inputFiles() {
        List<Path> files = new ArrayList<>(List.of(data.file()));
        if (kernelMatrix != null) {
            files.add(kernelMatrix);
        }
        ofK().file().ifPresent(files::add);
        ofNoise().file().ifPresent(files::add);
        return files;
    }
}
