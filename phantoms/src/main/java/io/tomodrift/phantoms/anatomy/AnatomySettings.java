package io.tomodrift.phantoms.anatomy;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.stack.SliceAxis;
import java.util.Objects;
import java.util.Optional;

/**
 * What to generate.
 *
 * @param region part of the body
 * @param grid pixels of a slice; 350 to 500 mm hold a trunk, 250 mm a head
 * @param slices number of slices, at least 1
 * @param axis positions of the slices; Z = 0 is the middle of the random level of the case, +Z is
 *     toward the head
 * @param textured whether tissues carry correlated texture
 * @param couch whether the patient lies on a table
 * @param enhancement contrast medium, whose concentration is wanted beside the native image; empty
 *     for none. The native image does not depend on it.
 */
public record AnatomySettings(
    BodyRegion region,
    ImageGrid grid,
    int slices,
    SliceAxis axis,
    boolean textured,
    boolean couch,
    Optional<IodineEnhancement> enhancement) {

  /** Checks the values. */
  public AnatomySettings {
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(grid, "grid");
    Objects.requireNonNull(axis, "axis");
    Objects.requireNonNull(enhancement, "enhancement");
    if (slices < 1) {
      throw new IllegalArgumentException("slices must be at least 1, got " + slices);
    }
  }

  /** Without contrast medium. */
  public AnatomySettings(
      BodyRegion region,
      ImageGrid grid,
      int slices,
      SliceAxis axis,
      boolean textured,
      boolean couch) {
    this(region, grid, slices, axis, textured, couch, Optional.empty());
  }

  /** The same with contrast medium. */
  public AnatomySettings withEnhancement(IodineEnhancement wanted) {
    return new AnatomySettings(region, grid, slices, axis, textured, couch, Optional.of(wanted));
  }

  /** One textured slice with a table. */
  public static AnatomySettings slice(BodyRegion region, ImageGrid grid) {
    return new AnatomySettings(region, grid, 1, SliceAxis.UNIT, true, true);
  }

  /** A textured volume with a table, centred on Z = 0. */
  public static AnatomySettings volume(
      BodyRegion region, ImageGrid grid, int slices, double spacingMm) {
    SliceAxis axis = new SliceAxis(-(slices - 1) / 2.0 * spacingMm, spacingMm);
    return new AnatomySettings(region, grid, slices, axis, true, true);
  }
}
