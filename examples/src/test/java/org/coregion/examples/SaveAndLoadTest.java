package org.coregion.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaveAndLoadTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void nothingIsLost() throws IOException {
        Output output = new Output();

        SaveAndLoad.Answer answer = SaveAndLoad.run(output.stream(), folder.resolve("model.json"));

        double[][] next = {{50.5}, {-1}};
        assertThat(answer.loaded().posterior().predict(next).mean())
                .isDeepEqualTo(answer.fit().posterior().predict(next).mean());
        assertThat(answer.again().objective()).isEqualTo(answer.fit().objective());
        assertThat(answer.again().noise()).isDeepEqualTo(answer.fit().noise());
        assertThat(output.text()).contains("Fitted again from the file alone: objective ");
    }
}
