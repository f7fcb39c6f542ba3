/** How certain a fit is: standard errors and confidence intervals of its parameters, without fitting anew. */
@NullMarked
package org.coregion.inference;

import org.jspecify.annotations.NullMarked;
