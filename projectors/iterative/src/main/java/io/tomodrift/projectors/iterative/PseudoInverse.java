package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.stack.FloatStack;

/** An approximate inverse of the projection, such as filtered back projection. */
@FunctionalInterface
public interface PseudoInverse {

  /**
   * Makes an image from line integrals.
   *
   * @param data {@code [view][channel][lane]}, INTERLEAVED
   * @return {@code [row][column][lane]} of as many slices, either layout
   */
  FloatStack apply(FloatStack data);
}
