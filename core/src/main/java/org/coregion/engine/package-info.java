/** The T×T side of the likelihood behind one small interface. */
@NullMarked
package org.coregion.engine;

import org.jspecify.annotations.NullMarked;
