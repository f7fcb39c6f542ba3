package org.coregion.optim;

/** How much a problem knows of the data that are fitted. */
enum Detail {
    /** A part of the rows, or all of them in independent blocks: its optimum is a start. */
    COARSE,
    /** All rows, and a kernel matrix that differs by much less than the noise: its optimum is all but theirs. */
    REDUCED,
    /** All rows, and a kernel matrix that differs by next to nothing: its optimum is theirs, but for confirmation. */
    NEAR,
    /** All rows. */
    WHOLE
}
