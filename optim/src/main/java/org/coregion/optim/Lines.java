package org.coregion.optim;

import java.util.Locale;

/** Text by formatted lines, with points in numbers whatever the country. */
final class Lines {
    private final StringBuilder text = new StringBuilder();

    void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
