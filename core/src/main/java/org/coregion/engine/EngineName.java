package org.coregion.engine;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.coregion.InvalidInputException;

/** The engines by name, as on the command line. */
public enum EngineName {
    /** Whichever serves the data best. */
    AUTO("auto"),
    /** {@link SpectralEngine#of}. */
    SPECTRAL("spectral"),
    /** {@link StateSpaceEngine}. */
    STATE_SPACE("state-space"),
    /** {@link SpectralEngine#grid}. */
    GRID("grid"),
    /** {@link SpectralEngine#lowRank}. */
    LOW_RANK("low-rank"),
    /** {@link DenseEngine}. */
    DENSE("dense");

    private final String label;

    EngineName(String label) {
        this.label = label;
    }

    /** The name. */
    public String label() {
        return label;
    }

    /**
     * The engine with this name.
     *
     * @throws InvalidInputException if there is none
     */
    public static EngineName labelled(String label) {
        return Arrays.stream(values())
                .filter(name -> name.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "There is no engine \"" + label + "\".",
                        "choose one of "
                                + Arrays.stream(values()).map(EngineName::label).collect(Collectors.joining(", "))
                                + "."));
    }
}
