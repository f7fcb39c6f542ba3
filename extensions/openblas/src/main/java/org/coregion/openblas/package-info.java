/** The backend of native LAPACK, from the OpenBLAS that comes with the jar. */
@NullMarked
package org.coregion.openblas;

import org.jspecify.annotations.NullMarked;
