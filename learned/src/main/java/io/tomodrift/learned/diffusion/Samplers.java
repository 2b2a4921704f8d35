package io.tomodrift.learned.diffusion;

import io.tomodrift.formats.text.NearestName;
import java.util.List;

/**
 * The samplers by name.
 *
 * <ul>
 *   <li>{@code ddpm}: adds noise in each step; for all timesteps of the schedule.
 *   <li>{@code ddim}: deterministic, order 1.
 *   <li>{@code dpm-solver++}: deterministic, order 2.
 *   <li>{@code unipc}: deterministic, predictor and corrector.
 * </ul>
 *
 * <p>Orders are in the steps of lambda: {@link NoiseGrid#evenLambda} shows them, on evenly spaced
 * timesteps they pay with many steps only.
 */
public final class Samplers {

  private static final List<Sampler> ALL =
      List.of(new Ddpm(), new Ddim(0), new DpmSolver(), new UniPc());

  private Samplers() {}

  /** All samplers; {@code ddim} without noise. */
  public static List<Sampler> all() {
    return ALL;
  }

  /** All names. */
  public static List<String> known() {
    return ALL.stream().map(Sampler::id).toList();
  }

  /**
   * The sampler of a name.
   *
   * @throws IllegalArgumentException naming the nearest
   */
  public static Sampler named(String id) {
    int index = known().indexOf(id);
    if (index < 0) {
      String hint = NearestName.of(id, known()).map(", did you mean '%s'?"::formatted).orElse("");
      throw new IllegalArgumentException(
          "there is no sampler '%s'%s; known are %s".formatted(id, hint, known()));
    }
    return ALL.get(index);
  }
}
