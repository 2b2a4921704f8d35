package io.tomodrift.learned.diffusion;

/**
 * The noise that samplers add on their way. It depends on the step only: slices of a volume that
 * share it differ by what was measured, not by chance.
 */
@FunctionalInterface
public interface StepNoise {

  /** For samplers that add none: refuses to be read. */
  StepNoise NONE =
      (step, length) -> {
        throw new IllegalStateException(
            "the sampler adds noise in step " + step + ", but the plan has none");
      };

  /**
   * Standard normal numbers, the same whenever asked.
   *
   * @param step from 0
   * @param length how many
   */
  double[] noise(int step, int length);
}
