package io.tomodrift.learned.diffusion;

import java.util.List;

/** How far two sets of images are apart. */
public interface SetDistance {

  /**
   * The distance.
   *
   * @param generated images in C order, at least one
   * @param targets images, at least one
   * @return not negative, 0 for equal sets
   */
  double between(List<double[]> generated, List<double[]> targets);
}
