package org.coregion.openblas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.coregion.NumericalFailureException;

/**
 * Eigenvalues and eigenvectors of a tridiagonal matrix by divide and conquer (Cuppen 1981): torn in two by a rank-one
 * update, of which a {@link Deflation} leaves a {@link SecularEquation}.
 *
 * <p>The eigenvectors of the whole are handed out in pieces, computed when asked for, on any thread, so that those of
 * the {@link Halves} are all that is stored. At most n³ operations for all, fewer the more deflates. The result does
 * not depend on the number of threads.
 */
final class TridiagonalEigen implements AutoCloseable {
    /** The size from which on two halves are faster than the whole. */
    static final int SMALL = 64;

    /** The most eigenvectors of a piece. */
    private static final int PIECE = 128;

    private final Halves halves;

    /** The columns of the halves that the update is about, by pole. */
    private final int[] poles;

    private final SecularEquation equation;

    /** The rotations of a column of one half with one of the other, which are left to the products. */
    private final List<Deflation.Rotation> mixed;

    /** In descending order, for each eigenvalue the root that it is, or k and the column that has it. */
    private final int[] sources;

    private final double[] values;

    /** The eigenvectors that are products with the halves' columns, and those that are one column. */
    private final List<int[]> products;

    private final List<int[]> copies;

    private TridiagonalEigen(
            Halves halves,
            int[] poles,
            SecularEquation equation,
            List<Deflation.Rotation> mixed,
            List<Integer> settled) {
        this.halves = halves;
        this.poles = poles;
        this.equation = equation;
        this.mixed = mixed;
        int n = halves.values().length;
        int k = poles.length;
        double[] own = new double[k + n];
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < k; i++) {
            own[i] = equation.value(i);
            order.add(i);
        }
        for (int column : settled) {
            own[k + column] = halves.values()[column];
            order.add(k + column);
        }
        order.sort(Comparator.comparingDouble((Integer source) -> own[source]).reversed());
        sources = order.stream().mapToInt(Integer::intValue).toArray();
        values = Arrays.stream(sources).mapToDouble(source -> own[source]).toArray();
        boolean[] takesPart = new boolean[n];
        for (int column : poles) {
            takesPart[column] = true;
        }
        for (Deflation.Rotation rotation : mixed) {
            takesPart[rotation.x()] = true;
        }
        halves.gather(takesPart);
        products = pieces(IntStream.range(0, n).filter(i -> sources[i] < k || takesPart[sources[i] - k]));
        copies = pieces(IntStream.range(0, n).filter(i -> sources[i] >= k && !takesPart[sources[i] - k]));
    }

    /**
     * Decomposes a tridiagonal matrix.
     *
     * @param diagonal its n elements; overwritten
     * @param offDiagonal n − 1; overwritten
     * @param name what the matrix is, for messages
     * @param threads the most threads to take
     * @throws NumericalFailureException if LAPACK does not converge
     */
    static TridiagonalEigen of(NativeArray diagonal, NativeArray offDiagonal, int n, String name, int threads) {
        int top = n < SMALL ? n : n / 2;
        double beta = top < n ? offDiagonal.doubles(0).get(top - 1L) : 0;
        if (top < n) {
            add(diagonal, top - 1, -Math.abs(beta));
            add(diagonal, top, -Math.abs(beta));
        }
        Halves halves = Halves.of(diagonal, offDiagonal, n, top, name, threads);
        try {
            return torn(halves, top, beta, threads);
        } catch (RuntimeException | Error e) {
            halves.close();
            throw e;
        }
    }

    /** That of the halves and the element β between them. */
    private static TridiagonalEigen torn(Halves halves, int top, double beta, int threads) {
        double[] z = new double[halves.values().length];
        if (beta != 0) {
            z = halves.innerRows();
            for (int i = 0; i < z.length; i++) {
                z[i] *= i < top ? Math.sqrt(0.5) : Math.copySign(Math.sqrt(0.5), beta);
            }
        }
        return updated(halves, z, 2 * Math.abs(beta), threads);
    }

    private static void add(NativeArray array, int index, double value) {
        array.doubles(index).put(array.doubles(index).get() + value);
    }

    /** The halves' matrix plus ρzzᵀ in their eigenvectors' basis. */
    private static TridiagonalEigen updated(Halves halves, double[] z, double rho, int threads) {
        double[] d = halves.values();
        Deflation deflation = Deflation.of(d, z, rho);
        List<Deflation.Rotation> mixed = new ArrayList<>();
        boolean[] isMixed = new boolean[d.length];
        for (Deflation.Rotation rotation : deflation.rotations()) {
            int x = rotation.x();
            int y = rotation.y();
            if (halves.areTogether(x, y) && !isMixed[x]) {
                halves.rotate(x, y, rotation.c(), rotation.s());
            } else {
                mixed.add(rotation);
                isMixed[y] = true;
            }
        }
        int[] poles = deflation.poles();
        SecularEquation equation = SecularEquation.solve(
                Arrays.stream(poles).mapToDouble(column -> d[column]).toArray(),
                Arrays.stream(poles).mapToDouble(column -> z[column]).toArray(),
                rho,
                threads);
        return new TridiagonalEigen(halves, poles, equation, mixed, deflation.settled());
    }

    /** The eigenvectors in pieces of about the same size. */
    private static List<int[]> pieces(IntStream numbers) {
        int[] all = numbers.toArray();
        int count = (all.length + PIECE - 1) / PIECE;
        // An even number, for two threads.
        count += count % 2;
        List<int[]> pieces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pieces.add(Arrays.copyOfRange(all, all.length * i / count, all.length * (i + 1) / count));
        }
        return pieces;
    }

    /** The eigenvalues, descending. */
    double[] values() {
        return values;
    }

    /** The numbers of the eigenvectors of each piece, from 0 for that of the largest eigenvalue. */
    List<int[]> pieces() {
        List<int[]> all = new ArrayList<>(products);
        all.addAll(copies);
        return Collections.unmodifiableList(all);
    }

    /**
     * Computes a piece's eigenvectors.
     *
     * @param result n×w for the w of the piece, row by row
     */
    void vectors(int piece, NativeArray result) {
        if (piece < products.size()) {
            multiply(products.get(piece), result);
        } else {
            int[] numbers = copies.get(piece - products.size());
            result.clear();
            for (int i = 0; i < numbers.length; i++) {
                halves.copyTo(sources[numbers[i]] - poles.length, result, i, numbers.length);
            }
        }
    }

    private void multiply(int[] numbers, NativeArray result) {
        int k = poles.length;
        int parts = halves.parts();
        int[] part = Arrays.stream(poles).map(halves::part).toArray();
        double[] vector = new double[k];
        double[] factors = new double[parts];
        try (NativeArray all = NativeArray.ofDoubles((long) numbers.length * parts)) {
            for (int i = 0; i < numbers.length; i++) {
                int source = sources[numbers[i]];
                Arrays.fill(factors, 0);
                if (source < k) {
                    equation.vector(source, vector);
                    for (int j = 0; j < k; j++) {
                        factors[part[j]] = vector[j];
                    }
                } else {
                    factors[halves.part(source - k)] = 1;
                }
                rotate(factors);
                all.doubles((long) i * parts).put(factors);
            }
            halves.multiply(all, numbers.length, result);
        }
    }

    /** From factors of the rotated columns to those of the columns. */
    private void rotate(double[] factors) {
        for (int i = mixed.size() - 1; i >= 0; i--) {
            Deflation.Rotation rotation = mixed.get(i);
            int x = halves.part(rotation.x());
            int y = halves.part(rotation.y());
            double before = factors[x];
            factors[x] = rotation.c() * before - rotation.s() * factors[y];
            factors[y] = rotation.s() * before + rotation.c() * factors[y];
        }
    }

    @Override
    public void close() {
        halves.close();
    }
}
