/** How the model is fitted: the fitter with its options and results, and L-BFGS in the framework of commons-math. */
@NullMarked
package org.coregion.optim;

import org.jspecify.annotations.NullMarked;
