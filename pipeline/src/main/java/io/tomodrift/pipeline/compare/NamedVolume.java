package io.tomodrift.pipeline.compare;

import io.tomodrift.geometry.stack.Volume;
import java.util.Objects;

/**
 * A volume and what to call it in tables and captions.
 *
 * @param name a few words
 * @param volume the slices
 */
public record NamedVolume(String name, Volume volume) {

  /** Checks the values. */
  public NamedVolume {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(volume, "volume");
  }
}
