/** The observations, checked once, and their standardisation. */
@NullMarked
package org.coregion.data;

import org.jspecify.annotations.NullMarked;
