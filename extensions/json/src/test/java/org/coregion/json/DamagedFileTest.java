package org.coregion.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.coregion.InvalidInputException;
import org.coregion.kernel.KernelExpression;
import org.coregion.model.GpModel;
import org.coregion.model.Mean;
import org.coregion.optim.FitResult;
import org.coregion.optim.Fitter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file is refused, or is a valid file of another model: nothing else happens. */
class DamagedFileTest {
    @TempDir
    private Path folder = Path.of("");

    private List<byte[]> documents = List.of();

    @BeforeEach
    void saveModels() throws IOException {
        Path matrix = Files.writeString(folder.resolve("M.csv"), "1,0.5\n0.5,1\n");
        FitResult fit = Fits.of(
                Fits.weighted(),
                GpModel.withDefaults()
                        .withKernel(KernelExpression.parse("matern32(a) * periodic(\"b, c\") + 0.3 * rq"))
                        .withMean(Mean.polynomial(2, "a")));
        FitResult given = Fitter.fitNoise(
                Csv.readMatrix(matrix), new double[][] {{1, 0.2}, {0.2, 2}}, new double[] {1, -1, 0.5, 2});
        documents = List.of(
                bytes(ModelFiles.text(fit, SaveOptions.withDefaults().withEmbeddedData())),
                bytes(ModelFiles.text(Fits.any(), SaveOptions.withDefaults())),
                bytes(ModelFiles.text(
                        given, SaveOptions.withDefaults().withKernelMatrix(matrix), folder.resolve("m.json"))));
    }

    @Test
    void noPrefixIsTakenForTheWhole() throws IOException {
        byte[] document = documents.get(0);
        int end = new String(document, StandardCharsets.UTF_8).lastIndexOf('}');
        for (int length = 0; length <= end; length++) {
            if (!isRefused(Arrays.copyOf(document, length))) {
                fail("The first " + length + " bytes are taken for the whole.");
            }
        }
        assertThat(isRefused(document)).isFalse();
    }

    @Test
    void changedBytesAreRefusedOrMakeAnotherModel() throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        int refused = 0;
        for (int i = 0; i < 1500; i++) {
            byte[] damaged = documents.get(i % documents.size()).clone();
            int changes = 1 + random.nextInt(3);
            for (int k = 0; k < changes; k++) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            refused += isRefused(damaged) ? 1 : 0;
        }
        assertThat(refused).isBetween(500, 1499);
    }

    /** Whether the file is refused, by its name and with a remedy; any other exception ends the test. */
    private boolean isRefused(byte[] document) throws IOException {
        Path file = Files.write(folder.resolve("m.json"), document);
        try {
            SavedModel model = ModelFiles.load(file);
            model.parameters();
            model.data();
            return false;
        } catch (InvalidInputException refusal) {
            String message = String.valueOf(refusal.getMessage());
            if (!message.contains("m.json") || !message.contains("Maybe")) {
                throw new AssertionError(message, refusal);
            }
            return true;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
