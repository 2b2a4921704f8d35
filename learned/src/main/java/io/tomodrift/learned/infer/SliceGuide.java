package io.tomodrift.learned.infer;

import io.tomodrift.learned.diffusion.NoiseLevel;

/** Corrects the images of a slice that a sampler predicts on its way. */
@FunctionalInterface
public interface SliceGuide {

  /**
   * The corrected image.
   *
   * @param hu the predicted slice, {@code [row][column]}, HU; may be changed and returned
   * @param level the noise that was left when it was predicted
   */
  float[] correct(float[] hu, NoiseLevel level);
}
