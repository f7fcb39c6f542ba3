/** The command line: fit, evaluate and predict on CSV files, with models as JSON. */
@NullMarked
package org.coregion.cli;

import org.jspecify.annotations.NullMarked;
