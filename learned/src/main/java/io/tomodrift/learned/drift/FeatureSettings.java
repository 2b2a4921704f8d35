package io.tomodrift.learned.drift;

import java.util.List;

/**
 * Which descriptors a {@link FeatureBank} gives. Stages are numbered from 0, the first after the
 * input.
 *
 * @param energy root mean square of each channel of the encoder's input
 * @param global mean and standard deviation of every stage
 * @param local the deepest stage at all its positions
 * @param neighbourhoodStages stages of which windows are described
 * @param windows sides of the windows; each must divide the sides of these stages
 */
public record FeatureSettings(
    boolean energy,
    boolean global,
    boolean local,
    List<Integer> neighbourhoodStages,
    List<Integer> windows) {

  /** Checks that there is a descriptor. */
  public FeatureSettings {
    neighbourhoodStages = List.copyOf(neighbourhoodStages);
    windows = List.copyOf(windows);
    if (neighbourhoodStages.isEmpty() != windows.isEmpty()
        || neighbourhoodStages.stream().anyMatch(s -> s < 0)
        || windows.stream().anyMatch(w -> w < 2)) {
      throw new IllegalArgumentException(
          "neighbourhoods need stages from 0 and windows from 2, or none of either; got stages %s,"
                  .formatted(neighbourhoodStages)
              + " windows %s".formatted(windows));
    }
    if (!energy && !global && !local && windows.isEmpty()) {
      throw new IllegalArgumentException("a feature bank needs a descriptor");
    }
  }

  /** All four kinds, with windows of 2 and 4 on the second stage. */
  public static FeatureSettings defaults() {
    return new FeatureSettings(true, true, true, List.of(1), List.of(2, 4));
  }
}
