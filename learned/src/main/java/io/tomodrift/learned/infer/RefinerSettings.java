package io.tomodrift.learned.infer;

import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.learned.data.HuScale;
import io.tomodrift.learned.data.Normalisation;
import java.util.Objects;

/**
 * What a network expects and how it is applied.
 *
 * @param inputUnit unit of the images it maps
 * @param input how their values become the network's
 * @param target how the network's values become HU
 * @param windows how volumes are cut
 * @param spacing voxel sizes it was trained for
 * @param restoreDense whether voxels above the range of {@code target}, such as metal, keep the
 *     value of the input: right where the network refines, which cannot know them, wrong where it
 *     translates. Voxels below the range are not kept: nothing is thinner than air, so they are
 *     artefacts
 */
public record RefinerSettings(
    VolumeUnit inputUnit,
    Normalisation input,
    HuScale target,
    WindowSettings windows,
    SpacingRange spacing,
    boolean restoreDense) {

  /** Checks the values. */
  public RefinerSettings {
    Objects.requireNonNull(inputUnit, "inputUnit");
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(windows, "windows");
    Objects.requireNonNull(spacing, "spacing");
    if (restoreDense && inputUnit != VolumeUnit.HU) {
      throw new IllegalArgumentException(
          "voxels can be restored from an input in HU only, this one is in " + inputUnit.symbol());
    }
    if (input instanceof HuScale && inputUnit != VolumeUnit.HU) {
      throw new IllegalArgumentException(
          "the input is scaled as HU, but its unit is " + inputUnit.symbol());
    }
  }

  /** A network that refines CT: HU in and out by one scale, voxels above it kept. */
  public static RefinerSettings refining(
      HuScale scale, WindowSettings windows, SpacingRange spacing) {
    return new RefinerSettings(VolumeUnit.HU, scale, scale, windows, spacing, true);
  }

  /** A network that translates images of arbitrary unit, such as MR, to HU. */
  public static RefinerSettings translating(
      Normalisation input, HuScale target, WindowSettings windows, SpacingRange spacing) {
    return new RefinerSettings(VolumeUnit.ARBITRARY, input, target, windows, spacing, false);
  }
}
