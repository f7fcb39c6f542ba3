/** Prior densities of parameters, for maximum a posteriori fits. */
@NullMarked
package org.coregion.prior;

import org.jspecify.annotations.NullMarked;
