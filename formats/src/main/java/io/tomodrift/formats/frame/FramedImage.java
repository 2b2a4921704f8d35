package io.tomodrift.formats.frame;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import java.util.List;
import java.util.Optional;

/**
 * What a file says about a volume; most formats cannot say the unit.
 *
 * @param stack values, layout PLANAR, slice index = slowest index of the file
 * @param frame where the voxels are
 * @param unit what the values mean, if the file says so
 * @param warnings what a user should know, one sentence each
 */
public record FramedImage(
    FloatStack stack, VolumeFrame frame, Optional<VolumeUnit> unit, List<String> warnings) {

  /** Copies the list. */
  public FramedImage {
    warnings = List.copyOf(warnings);
  }

  /** The volume, with unit {@code otherwise} if the file says none. */
  public Volume volume(VolumeUnit otherwise) {
    return new Volume(stack, frame, unit.orElse(otherwise));
  }
}
