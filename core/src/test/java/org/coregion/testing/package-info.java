/** What tests share: seeded draws, and oracles too simple to be wrong. */
@NullMarked
package org.coregion.testing;

import org.jspecify.annotations.NullMarked;
