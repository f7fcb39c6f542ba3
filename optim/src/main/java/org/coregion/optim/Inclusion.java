package org.coregion.optim;

/** How the members of a smaller family lie among those of a larger one. */
enum Inclusion {
    /** Not all of them are among those, as far as can be told. */
    NONE,
    /** Where a parameter of the larger has come to the end of its values: a variance is 0, a lengthscale infinite. */
    AT_BOUNDARY,
    /** Where parameters have room on either side. */
    INSIDE;

    /** That of two parts together. */
    Inclusion and(Inclusion other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** That of either way to see it. */
    Inclusion or(Inclusion other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
