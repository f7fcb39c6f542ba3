/**
 * A model that travels: a fit as one JSON document, read back to parameters, data and predictions that are the same to
 * the last bit, and to the model that was fitted, which can be fitted again.
 *
 * <p>The document has, in this order,
 *
 * <ul>
 *   <li>{@code schemaVersion} and {@code coregionVersion}, the program's;
 *   <li>the parameters {@code kernel}, {@code coregionalization}, {@code noise}, and {@code mean} or
 *       {@code meanFunction}, with the names of {@code inputs} and {@code outputs}: all that a file written by hand
 *       needs;
 *   <li>{@code model}, what was fitted: {@code kernel}, where it starts, and whether it is {@code kernelFixed}; the
 *       {@code form} of {@code coregionalization} and {@code noise}, or their {@code fixed} values; the form of the
 *       {@code mean}; and under {@code constraints} the parameters that are {@code fixed}, {@code bounds}, {@code tied}
 *       ones, {@code priors}, which make it a fit of highest posterior density, and {@code correlations}, the η of
 *       their prior. Or {@code absent}: why it is not there;
 *   <li>the results, as {@link org.coregion.json.SavedResults} has them;
 *   <li>{@code options}, and {@code data} if they were asked for.
 * </ul>
 */
@NullMarked
package org.coregion.json;

import org.jspecify.annotations.NullMarked;
