package org.coregion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every bad input ends with status 2, nothing on standard output, and a message that names it and says what to do. */
class BadInputTest {
    private static final String FIT = "fit --data @/d.csv --inputs a,b --outputs y1,y2 ";
    private static final String MODEL = "{\"kernel\":{\"type\":\"se\",\"lengthscales\":[1]},"
            + "\"coregionalization\":[[1,0],[0,1]],\"noise\":[[1,0],[0,1]],\"mean\":[0,0]}";

    @TempDir
    private Path folder = Path.of("");

    private Cli cli = new Cli(folder);

    @BeforeEach
    void writeFiles() {
        cli = new Cli(folder);
        cli.writeWaves();
        cli.write("nan.csv", "a,b,y1,y2", "1,2,3,4", "1,NaN,3,4");
        cli.write("ragged.csv", "a,b,y1,y2", "1,2,3,4", "1,2,3");
        cli.write("text.csv", "a,b,y1,y2", "1,2,3,4", "1,two,3,4");
        cli.write("gap.csv", "a,b,y1,y2", "1,2,3,4", "1,,3,4");
        cli.write("header.csv", "a,b,y1,y2");
        cli.write("twice.csv", "a,b,b,y2", "1,2,3,4");
        cli.write("quote.csv", "a,b,y1,y2", "1,\"2,3,4");
        cli.write("none.csv");
        cli.write("semicolon.csv", "a;y1", "1;2");
        cli.write("suffix.csv", "a,y1", "1.5f,2");
        cli.write("huge.csv", "a,y1", "1,1e300", "2,1");
        cli.write("tiny.csv", "a,y1", "1,1e-160", "2,2e-160");
        cli.write("huge-K.csv", "1e300,0", "0,1");
        cli.write("indefinite.csv", "1,2", "2,1");
        cli.write("asymmetric.csv", "1,2", "0,1");
        cli.write("negative.csv", "-1,0", "0,1");
        cli.write("singular.csv", "1,1", "1,1");
        cli.write("three.csv", "1,0,0", "0,1,0", "0,0,1");
        cli.write("wide.csv", "1,0,0", "0,1,0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fit --data @/nan.csv --inputs a,b --outputs y1,y2                 | NaN in column "b"          | line 3
            fit --data @/ragged.csv --inputs a,b --outputs y1,y2              | Line 3                     | has 3 fields
            fit --data @/text.csv --inputs a,b --outputs y1,y2                | "two" in column "b"        | line 3
            fit --data @/gap.csv --inputs a,b --outputs y1,y2                 | no value in column "b"     | line 3
            fit --data @/header.csv --inputs a,b --outputs y1,y2              | no observations            | T = 0
            fit --data @/none.csv --inputs a,b --outputs y1,y2                | none.csv                   | is empty
            fit --data @/twice.csv --inputs b --outputs y2                    | column "b" twice           | twice.csv
            fit --data @/quote.csv --inputs a --outputs y2                    | has 2 fields               | Line 2
            fit --data @/absent.csv --inputs a --outputs y1                   | no readable file           | absent.csv
            fit --data @/d.csv --inputs a,c --outputs y1                      | no column "c"              | [a, note, b, y1, y2]
            fit --data @/d.csv --inputs a --outputs y1,y1                     | "y1" stands twice          | output name
            fit --data @/d.csv --outputs y1                                   | No input columns           | --inputs
            fit --data @/d.csv --inputs a                                     | No output columns          | --outputs
            fit --data @/d.csv --inputs a --outputs note                      | "text" in column "note"    | line 2
            fit --data @/d.csv --inputs a,b --outputs y1,a                    | "a" is both an input       | an output
            fit --data @/semicolon.csv --inputs a --outputs y1                | no column "a"              | another character
            fit --data @/suffix.csv --inputs a --outputs y1                   | "1.5f" in column "a"       | not a number
            fit --data @/huge.csv --inputs a --outputs y1                     | beyond 1.0E100, 1.0E300    | "y1" (column 1)
            fit --data @/tiny.csv --inputs a --outputs y1                     | deviates by                | another unit
            fit --data @/d.csv --inputs a --outputs y1 --model @/d.csv        | would be overwritten       | another name
            fit --data @/ --inputs a --outputs y1                             | no readable file           | Maybe
            """)
    void namesTheFileTheLineAndTheColumn(String command, String problem, String place) {
        refuses(command, problem, place);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --kernel se --kernel rq                                   | --kernel is given 2 times   | coregion compare
            --mean zero --mean zero                                   | --mean is given 2 times     | [zero, zero]
            --with-data                                               | --with-data                 | add --model
            --with-data=half --model @/m.json                         | --with-data                 | "half"
            --kernel cubic                                            | cubic                       | matern52
            --coregionalization rank                                  | --coregionalization         | "rank"
            --noise loud                                              | --noise                     | choose diagonal|isotropic|full
            --noise fixed                                             | --noise                     | rank:R+diagonal|fixed:S.csv
            --noise rank:1                                            | rank 1                      | plus a diagonal
            --coregionalization fixed:                                | --coregionalization         | choose full|diagonal
            --coregionalization rank:0                                | rank of a covariance is 0   | fix it at 0
            --coregionalization rank:3                                | rank 3                      | number of outputs, 2
            --fix lengthscale                                         | --fix says "lengthscale"    | the name of a parameter
            --fix lengthscale=long                                    | --fix says "long"           | not a number
            --fix lengthscale=2                                       | "lengthscale"               | lengthscale of a, lengthscale of b
            --fix lengthscale=0                                       | lengthscale is to be fixed  | not positive
            --bound lengthscale=3                                     | --bound says "3"            | LO:HI
            --bound lengthscale=:                                     | --bound says ":"            | at least one side
            --bound lengthscale=3:2                                   | 3.0 and 2.0                 | lower one first
            --tie lengthscale                                         | [lengthscale]               | two parameters
            --prior lengthscale=flat                                  | --prior says "flat"         | lognormal(0,1)
            --prior lengthscale=gamma(2)                              | "gamma(2)"                  | gamma(shape,rate)
            --prior lengthscale=gamma(2,x)                            | --prior                     | "x" is not a number
            --prior lengthscale=lognormal(0,-1)                       | standard deviation          | -1.0
            --coregionalization fixed:@/huge-K.csv                    | beyond 1.0E100              | row 1, column 1
            --mean cubic                                              | "cubic"                     | polynomial:2
            --noise-scale y2                                          | relative noise variance at  | not positive
            --mean linear:c                                           | input column "c"            | [a, b]
            --mean polynomial:7                                       | 36 functions                | 25 observations
            --restarts -1                                             | number of restarts is -1    | at least 0
            --threads -1                                              | number of threads is -1     | 0 for all processors
            --backend mkl                                             | no backend "mkl"            | on the class path
            --restarts many                                           | --restarts                  | many
            --seed x                                                  | --seed                      | x
            --fix-lengthscales 1,2,3                                  | 3 lengthscales              | 2 input columns
            --fix-lengthscales 0                                      | lengthscale [0.0]           | positive
            --fix-lengthscales 1 --kernel se+se                       | --fix-lengthscales          | 'se+se'
            --isotropic --kernel se(a)                                | --isotropic                 | matern52(isotropic)
            --isotropic --kernel cosine                               | no "isotropic"              | [period]
            --fix-lengthscales 1 --kernel rq                          | gives no alpha of rq        | add what is missing
            --kernel se(a)+cubic(b)                                   | position 7                  | no kernel "cubic"
            --kernel se(c)                                            | "c"                         | [a, b]
            --fix-lengthscales 1,2 --isotropic                        | --isotropic                 | gives 2
            --coregionalization fixed:@/indefinite.csv                | not positive semidefinite   | eigenvalue is -1
            --coregionalization fixed:@/asymmetric.csv                | not symmetric               | row 2, column 1
            --coregionalization fixed:@/negative.csv                  | negative variance -1.0      | row 1
            --coregionalization fixed:@/three.csv                     | 3×3                         | 2 outputs
            --coregionalization fixed:@/wide.csv                      | 2×3                         | not square
            --coregionalization fixed:@/absent.csv                    | no readable file            | absent.csv
            --noise fixed:@/singular.csv                              | noise covariance            | not positive definite
            --noise fixed:@/d.csv                                     | "a" in column 1             | not a number
            --kernel-matrix @/indefinite.csv                          | 2×2                         | 25 observations
            --kernel-matrix @/three.csv --kernel se                   | --kernel-matrix             | no kernel to choose
            --model @/absent/m.json                                   | cannot be written           | absent
            --model @/                                                | cannot be written           | Maybe
            --frobnicate                                              | Unknown option              | --frobnicate
            """)
    void namesTheOptionAndItsValue(String options, String problem, String place) {
        refuses(FIT + options, problem, place);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --prior | lengthscale of a=normal(0,1) | negative values           | log-normal
            --prior | mean of y1=lognormal(0,1)    | a positive parameter      | a normal one
            --prior | mean of y1=normal(0,0)       | standard deviation        | 0.0
            --fix   | mean of y1=NaN               | mean of y1 is to be fixed | not finite
            --bound | mean of y1=2:-3              | 2.0 and -3.0              | lower one first
            --fix   | mean of y1: a=1              | "mean of y1: a"           | mean of y1, mean of y2
            """)
    void namesTheParameterThatADemandIsOf(String option, String demand, String problem, String place) {
        refuses(Stream.concat(Stream.of(FIT.strip().split(" +", -1)), Stream.of(option, demand)), problem, place);
    }

    @Test
    void theRestrictedLikelihoodHasNoConstrainedMean() {
        refuses(
                Stream.concat(Stream.of(FIT.strip().split(" +", -1)), Stream.of("--reml", "--fix", "mean of y1=2")),
                "restricted likelihood",
                "mean's coefficients");
    }

    @Test
    void anIndefiniteKernelMatrixIsRefused() {
        cli.write("d2.csv", "y1,y2", "1,2", "3,4");
        refuses("fit --data @/d2.csv --outputs y1,y2 --kernel-matrix @/indefinite.csv", "kernel matrix", "-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"kernel":{"type":"se","leng                                            | m.json           | line 1
            {"kernel":{"type":"se","lengthscale":[1]}}                              | lengthscale      | m.json
            {"coregionalization":[[1]],"noise":[[1]]}                               | no "kernel"      | m.json
            {"kernel":{"lengthscales":[1]},"coregionalization":[[1]],"noise":[[1]]} | no "kernel.type" | m.json
            {"kernel":{"type":"se","lengthscales":[1]},"noise":[[1]]}               | no "coregion     | m.json
            {"kernel":{"type":"se","lengthscales":[1]},"coregionalization":[[1]]}   | no "noise"       | m.json
            null                                                                    | m.json           | null
            {"kernel":{"type":"se","lengthscales":[1]},"coregionalization":[[1,0],null],"noise":[[1]]} | Row 2 | null
            {"kernel":{"type":"se","lengthscales":["1"]},"coregionalization":[[1]],"noise":[[1]]} | kernel.lengthscales | m.json
            {"kernel":{"type":"se","lengthscales":[1]},"mean":[1e300,0],"coregionalization":[[1,0],[0,1]],"noise":[[1,0],[0,1]]} | mean of output 1 | 1.0E300
            {"inputs":["b"],"kernel":{"type":"se","lengthscales":[1]},"coregionalization":[[1,0],[0,1]],"noise":[[1,0],[0,1]]} | --inputs names [a] | [b]
            {"outputs":["y2","y1"],"kernel":{"type":"se","lengthscales":[1]},"coregionalization":[[1,0],[0,1]],"noise":[[1,0],[0,1]]} | --outputs names [y1, y2] | [y2, y1]
            {"schemaVersion":99}                                                    | schemaVersion 99 | newer program
            {"kernel":{"type":"se"},"coregionalization":[[1,0],[0,1]],"noise":[[1,0],[0,1]]}    | "lengthscales" | "se"
            {"kernel":{"type":"xx","lengthscales":[1]},"coregionalization":[[1,0],[0,1]],"noise":[[1,0],[0,1]]} | no kernel "xx" | se, matern12
            {"kernel":{"type":"rq","lengthscales":[1]},"coregionalization":[[1,0],[0,1]],"noise":[[1,0],[0,1]]} | "rq" of lengthscales alone | expression
            {"kernel":{"expression":"se(a)"},"coregionalization":[[1,0],[0,1]],"noise":[[1,0],[0,1]]} | no lengthscale of se | 'se(a)'
            {"kernel":{"expression":"se(b, lengthscale=1)"},"coregionalization":[[1,0],[0,1]],"noise":[[1,0],[0,1]]} | input column "b" | [a]
            {"kernel":{"type":"se","expression":"constant"},"coregionalization":[[1,0],[0,1]],"noise":[[1,0],[0,1]]} | other keys | 'constant'
            {"kernel":{"type":"precomputed"},"coregionalization":[[1,0],[0,1]],"noise":[[1,0],[0,1]]} | no "matrix" | precomputed
            {"kernel":{"type":"se","lengthscales":[1]},"coregionalization":[[1]],"noise":[[1]]} | 1 outputs | data has 2
            {"kernel":{"type":"se","lengthscales":[1]},"coregionalization":[[1,0],[0,1]],"noise":[[1,0],[0,0]]} | noise covariance | not positive definite
            {"kernel":{"type":"se","lengthscales":[1]},"coregionalization":[[1,0],[0]],"noise":[[1,0],[0,1]]} | Row 2 | coregionalization
            []                                                                      | m.json           | cannot be read as a model
            """)
    void aBadModelFileIsRefusedByName(String json, String problem, String place) {
        cli.write("m.json", json);
        refuses("evaluate --data @/d.csv --inputs a --outputs y1,y2 --model @/m.json", problem, place);
    }

    @Test
    void aModelWithoutDataNeedsThem() {
        cli.write("m.json", MODEL);
        refuses("evaluate --model @/m.json", "m.json has no data", "--with-data");
        cli.write(
                "m.json",
                MODEL.replaceFirst(
                        "\\{",
                        "{\"inputs\":[\"a\"],\"outputs\":[\"y1\",\"y2\"],\"data\":"
                                + "{\"inputs\":[[1]],\"outputs\":[[2,3]]},"));
        refuses("evaluate --model @/m.json --inputs a", "there is no --data", "drop them");
        refuses("predict --model @/m.json", "no output is missing", "--at");
    }

    @Test
    void aComparisonNeedsACriterionAndDifferentModels() {
        refuses(FIT.replace("fit", "compare") + "--by luck", "--by", "\"luck\"");
        refuses(
                FIT.replace("fit", "compare") + "--noise full --noise full",
                "--noise is given \"full\" twice",
                "drop one");
    }

    @Test
    void predictionsNeedTheirInputs() {
        cli.write("m.json", MODEL);
        cli.write("new.csv", "b", "1");
        refuses(
                "predict --data @/d.csv --inputs a --outputs y1,y2 --model @/m.json --at @/new.csv",
                "no column \"a\"",
                "new.csv");
    }

    @Test
    void aGivenKernelMatrixHasNoPredictions() {
        cli.write("d2.csv", "x,y1,y2", "0,1,2", "1,3,4");
        cli.write("M.csv", "1,0.5", "0.5,1");
        cli.write(
                "m.json",
                MODEL.replace(
                        "{\"type\":\"se\",\"lengthscales\":[1]}", "{\"type\":\"precomputed\",\"matrix\":\"M.csv\"}"));
        refuses(
                "predict --data @/d2.csv --inputs x --outputs y1,y2 --model @/m.json --at @/d2.csv",
                "no values at new inputs",
                "kernel of the inputs");
    }

    @Test
    void aFailedFitLeavesTheModelFileAsItWas() throws IOException {
        cli.write("m.json", "precious");
        refuses(FIT.replace("d.csv", "nan.csv") + "--model @/m.json", "NaN", "line 3");
        assertThat(Files.readString(folder.resolve("m.json"))).isEqualTo("precious\n");
    }

    private void refuses(String command, String... fragments) {
        refuses(Stream.of(command.strip().split(" +", -1)), fragments);
    }

    private void refuses(Stream<String> command, String... fragments) {
        Cli.Run run = cli.run(command.toArray(String[]::new));
        assertThat(run.err()).contains(fragments).contains("Maybe").doesNotContain("\tat ");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }
}
