/** Runnable mains, one per question they answer. */
@NullMarked
package org.coregion.examples;

import org.jspecify.annotations.NullMarked;
