/** Tests of {@link io.tomodrift.learned.model}. */
package io.tomodrift.learned.model;
