package org.coregion.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.coregion.InvalidInputException;
import org.coregion.data.MultiOutputData;
import org.coregion.model.GpModel;
import org.coregion.model.Mean;
import org.coregion.optim.FitResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFilesTest {
    private static final String KERNEL = "\"kernel\":{\"type\":\"se\",\"lengthscales\":[1]}";
    private static final String TWO = ",\"coregionalization\":[[1,0],[0,1]],\"noise\":[[1,0],[0,1]]";

    private static final String MODEL = ",\"model\":{\"kernel\":\"se\",\"coregionalization\":{\"form\":\"full\"},"
            + "\"noise\":{\"form\":\"diagonal\"},\"mean\":\"zero\",";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void readsWhatTheFirstVersionWrote() throws Exception {
        Path file = Path.of(getClass().getResource("version-1.json").toURI());

        SavedModel model = ModelFiles.load(file);

        assertThat(model.inputNames()).hasValue(List.of("a", "b"));
        assertThat(model.outputNames()).hasValue(List.of("y1", "y2"));
        assertThat(model.parameters().mean()).containsExactly(9.5, -0.25);
        assertThat(model.parameters().kernel().name()).isEqualTo("matern52");
        assertThat(model.results().objective()).isEqualTo(12.5);
        assertThat(model.results().coarseEigendecompositions()).isNull();
        assertThat(model.options()).isEmpty();
        assertThat(model.data()).isEmpty();
        assertThat(model.coregionVersion()).isEmpty();
        refuses(model::posterior, "version-1.json", "no data");
        refuses(model::model, "version-1.json", "does not hold the model", "earlier program");
    }

    @Test
    void readsWhatWasWrittenByHand() throws IOException {
        SavedModel model = load("{" + KERNEL + TWO + "}");

        assertThat(model.parameters(List.of("x")).mean()).containsExactly(0, 0);
        assertThat(model.results().objective()).isNull();
        assertThat(model.schemaVersion()).isEqualTo(1);
        refuses(model::parameters, "m.json", "\"inputs\"");
    }

    @Test
    void dataStayWhereTheyAreIfAskedTo() throws IOException {
        Path csv = write("data.csv", "n,y2,y1,x", "1,2.5,1,0", "0.5,1,2,1", "1,1.75,3,2", "1,3,2.5,3");
        MultiOutputData data = Csv.readData(csv, List.of("x"), List.of("y1", "y2"), "n");
        FitResult fit = Fits.of(data, GpModel.withDefaults());
        Path file = Files.createDirectory(folder.resolve("models")).resolve("m.json");
        SaveOptions options = SaveOptions.withDefaults().withDataFile(csv);

        refuses(() -> ModelFiles.save(file, fit, options), "data.csv", "does not hold the data", "withNoiseScale");
        assertThat(file).doesNotExist();
        ModelFiles.save(file, fit, options.withNoiseScale("n"));

        assertThat(Files.readString(file)).contains("\"../data.csv\"", Sha256.of(csv));
        SavedModel model = ModelFiles.load(file);
        assertThat(model.dataFile()).hasValueSatisfying(path -> assertThat(path).hasSameTextualContentAs(csv));
        assertThat(model.data().orElseThrow().relativeNoise()).containsExactly(1, 0.5, 1, 1);
        assertThat(model.posterior().predict(new double[][] {{1.5}}).mean())
                .isDeepEqualTo(fit.posterior().predict(new double[][] {{1.5}}).mean());

        write("data.csv", "n,y2,y1,x", "1,2.5,1,0", "0.5,1,2,1", "1,1.75,3,2", "1,3,2.5,4");
        assertThatCode(() -> ModelFiles.load(file).parameters()).doesNotThrowAnyException();
        refuses(model::data, "data.csv", "has changed", "m.json");
        Files.delete(csv);
        refuses(model::data, "data.csv", "no readable file");
    }

    @Test
    void theMatrixOfAGivenKernelMayLieBesideTheFile() throws IOException {
        write("M.csv", "1,0.5", "0.5,1");
        SavedModel model = load("{\"kernel\":{\"type\":\"precomputed\",\"matrix\":\"M.csv\"}" + TWO + "}");

        assertThat(model.isKernelMatrix()).isTrue();
        assertThat(model.parameters()).asString().contains("precomputed[2×2]");
        Files.delete(folder.resolve("M.csv"));
        refuses(model::parameters, "M.csv", "m.json");
    }

    @Test
    void functionsOfTheUsersOwnCannotBeSaved() {
        Mean own = Mean.basis(List.of("1", "sine"), x -> new double[] {1, Math.sin(x[0])});
        FitResult fit = Fits.of(Fits.data(), GpModel.withDefaults().withMean(own));

        refuses(() -> ModelFiles.save(folder.resolve("m.json"), fit), "functions of your own", "[1, sine]");

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFitWithoutAGivenKernelMatrixHasNoneToReferTo() {
        SaveOptions options = SaveOptions.withDefaults().withKernelMatrix(folder.resolve("M.csv"));

        refuses(() -> ModelFiles.text(Fits.any(), options), "matern52", "M.csv", "withKernelMatrix");
    }

    @Test
    void aFileThatCannotBeWrittenIsRefused() {
        refuses(() -> ModelFiles.save(folder.resolve("absent/m.json"), Fits.any()), "absent", "cannot be written");
        refuses(() -> ModelFiles.load(folder.resolve("absent.json")), "absent.json", "no readable file");
    }

    @Test
    void aSingularNoiseIsSaidToBeInTheFile() throws IOException {
        SavedModel model = load("{" + KERNEL + ",\"coregionalization\":[[1]],\"noise\":[[0]],\"inputs\":[\"a\"],"
                + "\"outputs\":[\"y\"],\"data\":{\"inputs\":[[1],[2]],\"outputs\":[[1],[2]]}}");

        refuses(model::posterior, "m.json", "noise covariance", "not positive definite");
    }

    @Test
    void aSecondSaveReplacesTheFirst() throws IOException {
        FitResult fit = Fits.any();
        Path file = folder.resolve("m.json");
        ModelFiles.save(file, fit, SaveOptions.withDefaults().withEmbeddedData());
        ModelFiles.save(file, fit);

        assertThat(file).content().isEqualTo(ModelFiles.text(fit, SaveOptions.withDefaults(), file));
        assertThat(ModelFiles.load(file).data()).isEmpty();
        assertThat(folder.toFile().list()).containsExactly("m.json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"schemaVersion":2,"soul":1}                                    | schemaVersion 2       | newer program
            {"schemaVersion":0}                                             | schemaVersion 0       | counted from 1
            {"schemaVersion":1.5}                                           | "schemaVersion"       | of another kind
            {K2,"inputs":["a"]                                              | ends before           | cut off
            {K2,"inputs":["a"],"inputs":["b"]}                              | "inputs"              | key twice
            {K2,"inputs":["a"]}{}                                           | goes on               | joined
            {K2 "inputs":["a"]}                                             | is no JSON, line 1    | comma
            {K2,"inputs":7}                                                 | "inputs", line 1      | of another kind
            {K2,"model":{"noise":{"form":"full"}}}                          | "model" has no        | "kernel"
            {K2,"model":{"kernel":"se"}}                                    | "model" has no        | "coregionalization"
            {K2,"model":{"kernel":"se","coregionalization":{"form":"rank:x"}}} | "rank:x"           | rank:1
            {K2,"model":{"kernel":"se","coregionalization":{"form":"full","fixed":[[1]]}}} | neither | or both
            {K2,"model":{"kernel":"se","coregionalization":{"form":"full"},"noise":{"form":"full"}}} | has no | "mean"
            {K2M"constraints":{"bounds":{"lengthscale":{"lower":3,"upper":1}}}}} | 3.0 and 1.0     | lower one first
            {K2M"constraints":{"bounds":{"lengthscale":null}}}}             | null among its        | "bounds"
            {K2M"constraints":{"tied":[["a",null]]}}}                       | null among its        | "tied"
            {K2M"constraints":{"priors":{"lengthscale":{}}}}}               | 0 densities           | lengthscale
            {K2M"constraints":{"priors":{"lengthscale":{"gamma":{"shape":0.5,"rate":1}}}}}} | shape of a prior is 0.5 | gamma
            {K2M"constraints":{"priors":{"lengthscale":{"lognormal":{"sigma":1}}}}}} | "model.constraints.priors.lengthscale.lognormal | missing
            {K2M"constraints":{"correlations":{}}}}                         | correlations.eta      | missing
            {"objectve":1}                                                  | "objectve"            | logMarginalLikelihood
            {K,"objectve":1}                                                | "objectve"            | coregionalization
            {K2,"inputs":["a",null]}                                        | "inputs"              | null
            {K2,"inputs":"a"}                                               | "inputs"              | line 1
            {K2,"outputs":["y"]}                                            | "outputs" [y] are 1   | 2 rows
            {K2,"inputs":["a","a","b"],"meanFunction":{"form":"linear","coefficients":[[1,2]]}} | 1 rows   | has 4 functions
            {K2,"inputs":["a"],"mean":[1]}                                  | mean has 1 values     | m.json
            {K2,"inputs":["a"],"mean":[1,2],"meanFunction":{"form":"linear","coefficients":[[1,2]]}} | both | drop one
            {K2,"inputs":["a"],"meanFunction":{"form":"linear"}}            | no "coefficients"     | linear
            {K2,"inputs":["a"],"meanFunction":{"form":"cubic","coefficients":[[1,2]]}} | "cubic"    | polynomial:2
            {K2,"inputs":["a"],"meanFunction":{"form":"linear","functions":["1","b"],"coefficients":[[1,2],[3,4]]}} | [1, b] | another order
            {K2,"inputs":["a"],"meanFreedom":{"variable":[0,0]}}            | "meanFreedom" is not complete | "priorMean"
            {K2,"inputs":["a"],"meanFreedom":{"variable":[0],"priorMean":[0],"priorPrecision":[0]}} | 1 coefficients | 2 outputs
            {K2,"options":{"restarts":-1}}                                  | restarts is -1        | at least 0
            {K2,"options":{"engine":"steam"}}                               | "steam"               | spectral
            {K2,"data":{"path":"d.csv"}}                                    | "inputs"              | add
            {K2,"inputs":["a"],"outputs":["x","y"],"data":{}}               | neither "outputs"     | "path"
            {K2,"inputs":["a"],"outputs":["x","y"],"data":{"path":"a","outputs":[[1,2]]}} | or both | "path"
            {K2,"inputs":["a"],"outputs":["x","y"],"data":{"inputs":[[1]],"outputs":[null]}} | Row 1 | null
            {K2,"inputs":["a"],"outputs":["x","y"],"data":{"inputs":[[1]],"outputs":[[1]]}} | 2 | [x, y]
            {K2,"inputs":["a"],"outputs":["x","y"],"data":{"inputs":[[1],[2]],"outputs":[[1,2]]}} | 2 rows | 1 rows
            {K2,"inputs":["a"],"outputs":["x","y"],"data":{"inputs":[[1]],"outputs":[[1,null]],"relativeNoise":[0]}} | relative noise | not positive
            {"kernel":{"type":"precomputed","values":[[1]],"matrix":"M.csv"}C} | more than one of     | "values"
            {"kernel":{"type":"precomputed","values":[[1,2]]}C}             | 1×2                   | kernel matrix
            {"kernel":{"type":"precomputed","values":[[1]]}C,"outputs":["x","y"],"data":{"outputs":[[1,2],[3,4]]}} | 1×1 | 2 observations
            {"kernel":{"type":"se","lengthscales":[1],"values":[[1]]}C,"inputs":["a"]} | has a matrix | precomputed
            {"kernel":{"type":"se","lengthscales":[1,2]}C,"inputs":["a"]}   | 2 lengthscales        | 1 input
            """)
    void whatDoesNotFitIsRefusedByName(String json, String problem, String place) {
        String text = json.replace("M\"constraints\"", MODEL + "\"constraints\"")
                .replace("K2", KERNEL + TWO)
                .replace("{K,", "{" + KERNEL + ",")
                .replace("}C", "}" + TWO);
        refuses(() -> load(text), problem, place, "m.json");
    }

    private SavedModel load(String json) throws IOException {
        return ModelFiles.load(write("m.json", json));
    }

    private Path write(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    private static void refuses(ThrowingCallable call, String... fragments) {
        assertThatThrownBy(call)
                .isInstanceOf(InvalidInputException.class)
                .message()
                .contains(fragments)
                .contains("Maybe");
    }
}
