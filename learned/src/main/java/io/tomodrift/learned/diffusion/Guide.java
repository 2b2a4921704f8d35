package io.tomodrift.learned.diffusion;

/**
 * Corrects the clean image that a sampler sees ahead, before the step uses it; such as by measured
 * data.
 */
@FunctionalInterface
public interface Guide {

  /** Corrects nothing. */
  Guide NONE = (predictedClean, level) -> predictedClean;

  /**
   * The corrected image; the sampler keeps it.
   *
   * @param predictedClean in C order; may be changed and returned
   * @param level the noise of the image it was predicted from
   */
  double[] correct(double[] predictedClean, NoiseLevel level);
}
