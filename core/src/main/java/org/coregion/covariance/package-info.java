/** Covariance between outputs: D×D matrices as functions of unconstrained parameters, each with its pullback. */
@NullMarked
package org.coregion.covariance;

import org.jspecify.annotations.NullMarked;
