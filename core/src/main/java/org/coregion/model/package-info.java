/** The model as a user states it, its parameters, and what follows from them: evaluation and prediction. */
@NullMarked
package org.coregion.model;

import org.jspecify.annotations.NullMarked;
