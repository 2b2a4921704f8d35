package io.tomodrift.formats.volume;

import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import java.util.List;

/**
 * A volume and what a user should know about how it was read.
 *
 * @param volume the volume, layout PLANAR
 * @param kind name of the file format for people
 * @param warnings what had to be guessed or looks wrong, one sentence each
 */
public record LoadedVolume(Volume volume, String kind, List<String> warnings) {

  /** Copies the list. */
  public LoadedVolume {
    warnings = List.copyOf(warnings);
  }

  /** The same values taken in another unit, for files that do not say theirs. */
  public LoadedVolume withUnit(VolumeUnit unit) {
    return new LoadedVolume(volume.with(volume.stack(), unit), kind, warnings);
  }
}
