package org.coregion.optim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The last m steps s and gradient changes y, and the inverse Hessian they imply, applied by the two-loop recursion in
 * O(mn) (Nocedal 1980).
 */
final class LbfgsMemory {
    /** A pair whose curvature sᵀy is below this share of ‖s‖‖y‖ would make the inverse Hessian near singular. */
    private static final double MIN_CURVATURE = 1e-10;

    private record Pair(double[] s, double[] y, double inverseCurvature) {}

    private final int capacity;
    private final Deque<Pair> newestFirst = new ArrayDeque<>();
    private @Nullable UnaryOperator<double[]> firstInverse;

    LbfgsMemory(int capacity) {
        this.capacity = capacity;
    }

    boolean isEmpty() {
        return newestFirst.isEmpty();
    }

    /** Starts the inverse Hessian from this one, in place of a multiple of I that the newest step suggests. */
    void startFrom(UnaryOperator<double[]> inverse) {
        firstInverse = inverse;
    }

    /** Starts from a multiple of I again. */
    void forgetStart() {
        firstInverse = null;
    }

    void clear() {
        newestFirst.clear();
    }

    /** Remembers a step, unless its curvature is not positive. */
    void update(double[] s, double[] y) {
        double curvature = Vectors.dot(s, y);
        if (!(curvature > MIN_CURVATURE * Vectors.norm(s) * Vectors.norm(y))) {
            return;
        }
        if (newestFirst.size() == capacity) {
            newestFirst.removeLast();
        }
        newestFirst.addFirst(new Pair(s, y, 1 / curvature));
    }

    /** −H·gradient, H the inverse Hessian; without memory or a first inverse the steepest descent. */
    double[] direction(double[] gradient) {
        double[] q = Vectors.times(-1, gradient);
        Pair newest = newestFirst.peekFirst();
        if (newest == null) {
            return firstInverse == null ? q : firstInverse.apply(q);
        }
        double[] alpha = new double[newestFirst.size()];
        int k = 0;
        for (Pair pair : newestFirst) {
            alpha[k] = pair.inverseCurvature * Vectors.dot(pair.s, q);
            q = Vectors.plus(q, -alpha[k], pair.y);
            k++;
        }
        q = firstInverse == null
                ? Vectors.times(1 / (newest.inverseCurvature * Vectors.dot(newest.y, newest.y)), q)
                : firstInverse.apply(q);
        Iterator<Pair> oldestFirst = newestFirst.descendingIterator();
        while (oldestFirst.hasNext()) {
            Pair pair = oldestFirst.next();
            k--;
            double beta = pair.inverseCurvature * Vectors.dot(pair.y, q);
            q = Vectors.plus(q, alpha[k] - beta, pair.s);
        }
        return q;
    }
}
