/** Tests of {@link io.tomodrift.learned.train}. */
package io.tomodrift.learned.train;
