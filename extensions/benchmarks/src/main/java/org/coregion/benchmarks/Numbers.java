package org.coregion.benchmarks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as a reader wants them: three digits, in a unit that suits. */
final class Numbers {
    private static final int DIGITS = 3;

    private Numbers() {}

    /** "1.23", "45.6", "789", "12300". */
    static String significant(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS));
        int beforePoint = rounded.precision() - rounded.scale();
        return rounded.signum() == 0
                ? "0"
                : rounded.setScale(Math.max(0, DIGITS - beforePoint)).toPlainString();
    }

    /** "12.3 µs", "45.6 ms", "7.89 s", "12.3 min". */
    static String duration(double seconds) {
        if (seconds < 1e-3) {
            return significant(seconds * 1e6) + " µs";
        }
        if (seconds < 1) {
            return significant(seconds * 1e3) + " ms";
        }
        return seconds < 120 ? significant(seconds) + " s" : significant(seconds / 60) + " min";
    }

    /** "345 MB", "1.23 GB". */
    static String bytes(double bytes) {
        return bytes < 1e9 ? significant(bytes * 1e-6) + " MB" : significant(bytes * 1e-9) + " GB";
    }

    /** A line of a table. */
    static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /** "12 %". */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    /** "2 000 000". */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', '\u202f');
    }
}
