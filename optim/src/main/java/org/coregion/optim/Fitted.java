package org.coregion.optim;

import java.util.List;
import org.coregion.kernel.Kernel;
import org.coregion.linalg.Matrix;

/**
 * What is kept of a fit of K and Σ for one kernel, in standardised units: nothing of size T×T, so that the next kernel
 * matrix has the memory.
 *
 * @param kernel the kernel it was for
 * @param coregionalization K
 * @param noise Σ
 * @param meanCoefficients P×D
 * @param warnings what a user should know of the kernel matrix
 */
record Fitted(Kernel kernel, Matrix coregionalization, Matrix noise, Matrix meanCoefficients, List<String> warnings) {}
