/** How fast it is: JMH benchmarks, one question each, and {@link org.coregion.benchmarks.Scaling}. */
@NullMarked
package org.coregion.benchmarks;

import org.jspecify.annotations.NullMarked;
