/** The log marginal likelihood and its gradients: the definition, and the form that runs. */
@NullMarked
package org.coregion.likelihood;

import org.jspecify.annotations.NullMarked;
