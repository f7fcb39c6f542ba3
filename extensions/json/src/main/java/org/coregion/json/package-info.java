/**
 * A model that travels: a fit as one JSON document, read back to parameters, data and predictions that are the same to
 * the last bit.
 */
@NullMarked
package org.coregion.json;

import org.jspecify.annotations.NullMarked;
