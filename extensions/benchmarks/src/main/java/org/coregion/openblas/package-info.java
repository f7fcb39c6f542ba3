/** Measures what is inside the package of this name. */
@NullMarked
package org.coregion.openblas;

import org.jspecify.annotations.NullMarked;
