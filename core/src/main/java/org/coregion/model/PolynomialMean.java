package org.coregion.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.coregion.InvalidInputException;

/**
 * All monomials up to a total degree, lowest degree first.
 *
 * @param degree −1 for none at all
 * @param columns names of the columns; empty for all
 */
record PolynomialMean(int degree, List<String> columns) implements Mean {
    @Override
    public MeanBasis over(List<String> inputNames) {
        if (degree < 0) {
            return MeanBasis.NONE;
        }
        List<int[]> monomials = monomials(indices(inputNames));
        if (monomials.size() == 1) {
            return MeanBasis.ONE;
        }
        List<String> names =
                monomials.stream().map(factors -> name(factors, inputNames)).toList();
        return new MeanBasis(
                names,
                x -> monomials.stream()
                        .mapToDouble(factors -> product(factors, x))
                        .toArray());
    }

    private List<Integer> indices(List<String> inputNames) {
        if (columns.isEmpty()) {
            return IntStream.range(0, inputNames.size()).boxed().toList();
        }
        for (String column : columns) {
            if (!inputNames.contains(column)) {
                throw new InvalidInputException(
                        "The mean uses the input column \"" + column + "\", but the data has " + inputNames + ".",
                        "name it as the data does, or add it to the inputs.");
            }
            if (Collections.frequency(columns, column) > 1) {
                throw new InvalidInputException(
                        "The mean names the input column \"" + column + "\" twice.", "drop one of the two.");
            }
        }
        return columns.stream().map(inputNames::indexOf).toList();
    }

    /** The factors of every monomial: column indices in the order of {@code columns}. */
    private List<int[]> monomials(List<Integer> columns) {
        List<int[]> all = new ArrayList<>();
        all.add(new int[0]);
        // Positions in the list of columns, so that each monomial is extended by no earlier column than its last.
        List<List<Integer>> ofDegree = List.of(List.of());
        for (int g = 1; g <= degree; g++) {
            List<List<Integer>> next = new ArrayList<>();
            for (List<Integer> shorter : ofDegree) {
                int first = shorter.isEmpty() ? 0 : shorter.get(shorter.size() - 1);
                for (int position = first; position < columns.size(); position++) {
                    List<Integer> longer = new ArrayList<>(shorter);
                    longer.add(position);
                    next.add(longer);
                }
            }
            next.forEach(positions ->
                    all.add(positions.stream().mapToInt(columns::get).toArray()));
            ofDegree = next;
        }
        return all;
    }

    private static double product(int[] factors, double[] x) {
        double product = 1;
        for (int column : factors) {
            product *= x[column];
        }
        return product;
    }

    private static String name(int[] factors, List<String> inputNames) {
        if (factors.length == 0) {
            return "1";
        }
        return IntStream.of(factors)
                .distinct()
                .mapToObj(column -> {
                    long power = IntStream.of(factors).filter(f -> f == column).count();
                    return inputNames.get(column) + (power == 1 ? "" : "^" + power);
                })
                .collect(Collectors.joining("*"));
    }
}
