package org.coregion.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.coregion.InvalidInputException;

/**
 * The heap that a fit takes, as fixed + constant·T^power bytes: an estimate, made before any work.
 *
 * @param what the numbers that fill it, in words
 * @param perRow the constant
 * @param power 1 or 2
 * @param fixed whatever T is
 * @param width the largest array has width·T^power elements
 */
record HeapNeed(String what, double perRow, int power, double fixed, int width) {
    /** The most elements that a Java array has. */
    private static final double LARGEST_ARRAY = Integer.MAX_VALUE - 8.0;

    HeapNeed(String what, double perRow, int power) {
        this(what, perRow, power, 0, 1);
    }

    /** Bytes for T rows. */
    double bytes(int rows) {
        return fixed + perRow * Math.pow(rows, power);
    }

    /** The most rows that fit the heap. */
    long mostRows() {
        double byHeap = Math.max(0, heap() - fixed) / perRow;
        return (long) Math.pow(Math.min(byHeap, LARGEST_ARRAY / width), 1.0 / power);
    }

    /** Whether so many of T rows fit the heap at once. */
    boolean hasRoomFor(int count, int rows) {
        return count * bytes(rows) <= heap();
    }

    /**
     * Refuses what cannot fit.
     *
     * @param rows T
     * @param alternative what would serve instead, as the end of a sentence; empty if nothing would
     * @throws InvalidInputException if it does not fit in the heap, or in Java's arrays
     */
    void require(int rows, String alternative) {
        if (rows > mostRows()) {
            boolean isOfArrays = bytes(rows) <= heap();
            String limit = isOfArrays
                    ? "an array of Java's holds no more than 2³¹ numbers"
                    : String.format(Locale.ROOT, "the heap has %.1f GB", heap() * 1e-9);
            List<String> remedies = new ArrayList<>();
            if (mostRows() > 0) {
                remedies.add("thin the rows to " + mostRows() + " or fewer");
            }
            if (!isOfArrays) {
                remedies.add("give Java a larger heap (-Xmx)");
            }
            if (!alternative.isEmpty()) {
                remedies.add(alternative);
            }
            String last = remedies.remove(remedies.size() - 1);
            throw new InvalidInputException(
                    String.format(
                            Locale.ROOT,
                            "%d observations need about %.1f GB for %s; %s.",
                            rows,
                            bytes(rows) * 1e-9,
                            what,
                            limit),
                    remedies.isEmpty() ? last + "." : String.join(", ", remedies) + ", or " + last + ".");
        }
    }

    private static double heap() {
        return Runtime.getRuntime().maxMemory();
    }
}
