/** Matrices and their decompositions: the one place that knows EJML. */
@NullMarked
package org.coregion.linalg;

import org.jspecify.annotations.NullMarked;
