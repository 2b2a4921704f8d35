package io.tomodrift.pipeline.compare;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.metrics.DataRange;
import io.tomodrift.metrics.Mask;
import io.tomodrift.metrics.Masks;
import io.tomodrift.metrics.Samples;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How two volumes are compared.
 *
 * @param mask where
 * @param fovRadiusMm radius for {@link MaskKind#FOV}; empty for the circle inscribed in the slice
 * @param rangeLength length of the data range of PSNR and SSIM; empty for 2000 HU, or for the range
 *     of the reference in other units
 */
public record ComparisonSettings(
    MaskKind mask, OptionalDouble fovRadiusMm, OptionalDouble rangeLength) {

  /** The settings with the mask alone chosen. */
  public static ComparisonSettings of(MaskKind mask) {
    return new ComparisonSettings(mask, OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** The mask over a reference; empty for every voxel. */
  Optional<Mask> maskOver(Volume reference) {
    Optional<Mask> chosen =
        switch (mask) {
          case NONE -> Optional.empty();
          case BODY -> Optional.of(body(reference));
          case FOV -> Optional.of(fov(reference));
        };
    if (chosen.isPresent() && chosen.get().count() == 0) {
      throw new FormatException(
          "the %s holds no voxel of the reference; choose another mask".formatted(maskName()));
    }
    return chosen;
  }

  private static Mask body(Volume reference) {
    if (reference.unit() != VolumeUnit.HU) {
      throw new FormatException(
          "a body mask needs a reference in HU, this one is in %s; use the mask fov or none"
              .formatted(reference.unit().symbol()));
    }
    return Masks.body(Samples.of(reference));
  }

  private Mask fov(Volume reference) {
    FloatStack stack = reference.stack();
    double pixel = reference.frame().columnSpacingMm();
    ImageGrid grid = new ImageGrid(stack.columns(), stack.rows(), pixel, 0, 0);
    double inscribed = Math.min(grid.widthMm(), grid.heightMm()) / 2;
    double radius = Math.min(fovRadiusMm.orElse(inscribed), grid.radiusMm());
    return Masks.fovCircle(stack.slices(), grid, radius);
  }

  String maskName() {
    return switch (mask) {
      case BODY -> "body (above -500 HU, largest component, filled)";
      case FOV ->
          fovRadiusMm.isPresent()
              ? "circle of %.1f mm radius".formatted(fovRadiusMm.getAsDouble())
              : "circle inscribed in the slice";
      case NONE -> "every voxel";
    };
  }

  /** The range of PSNR and SSIM. */
  DataRange rangeOf(Volume reference) {
    if (reference.unit() == VolumeUnit.HU) {
      return rangeLength.isEmpty()
          ? DataRange.HU_2000
          : new DataRange(-1000, -1000 + rangeLength.getAsDouble());
    }
    double[] extent = extent(reference);
    return new DataRange(
        extent[0], rangeLength.isEmpty() ? extent[1] : extent[0] + rangeLength.getAsDouble());
  }

  private static double[] extent(Volume volume) {
    FloatStack stack = volume.stack();
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int s = 0; s < stack.slices(); s++) {
      for (int r = 0; r < stack.rows(); r++) {
        for (int c = 0; c < stack.columns(); c++) {
          double value = stack.get(s, r, c);
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
    }
    if (!(high > low)) {
      throw new FormatException(
          "the reference is constant (%s everywhere): state the data range with --range"
              .formatted(low));
    }
    return new double[] {low, high};
  }
}
