/** Exact multi-output Gaussian processes: what every package of the library shares. */
@NullMarked
package org.coregion;

import org.jspecify.annotations.NullMarked;
