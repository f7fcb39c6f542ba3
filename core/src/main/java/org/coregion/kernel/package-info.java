/** Covariance between inputs: kernels, their matrices and the pullback to their parameters. */
@NullMarked
package org.coregion.kernel;

import org.jspecify.annotations.NullMarked;
