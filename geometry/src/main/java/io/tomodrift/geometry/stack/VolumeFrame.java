package io.tomodrift.geometry.stack;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.GeometryException;
import java.util.Objects;

/**
 * Where the voxels of a volume are: centre of voxel (slice k, row j, column i) = {@code originMm +
 * i columnSpacingMm columnDirection + j rowSpacingMm rowDirection + k sliceSpacingMm
 * sliceDirection}.
 *
 * @param columnSpacingMm distance between neighbouring columns, mm, positive
 * @param rowSpacingMm distance between neighbouring rows, mm, positive
 * @param sliceSpacingMm distance between neighbouring slices, mm, positive
 * @param originMm centre of voxel (0, 0, 0)
 * @param columnDirection unit direction of growing column index
 * @param rowDirection unit direction of growing row index
 * @param sliceDirection unit direction of growing slice index; not parallel to the slice plane, but
 *     not necessarily perpendicular to it (gantry tilt)
 * @param space coordinate system of origin and directions
 */
public record VolumeFrame(
    double columnSpacingMm,
    double rowSpacingMm,
    double sliceSpacingMm,
    Vec3 originMm,
    Vec3 columnDirection,
    Vec3 rowDirection,
    Vec3 sliceDirection,
    FrameSpace space) {

  private static final double SQUARE_TOLERANCE = 1e-3;

  /** Checks spacings and directions; the directions are normalised. */
  public VolumeFrame {
    checkSpacing("columnSpacingMm", columnSpacingMm);
    checkSpacing("rowSpacingMm", rowSpacingMm);
    checkSpacing("sliceSpacingMm", sliceSpacingMm);
    Objects.requireNonNull(originMm, "originMm");
    Objects.requireNonNull(space, "space");
    columnDirection = columnDirection.normalized();
    rowDirection = rowDirection.normalized();
    sliceDirection = sliceDirection.normalized();
    double volume = columnDirection.cross(rowDirection).dot(sliceDirection);
    if (!(Math.abs(volume) > 1e-3)) {
      throw new GeometryException(
          "the three index directions lie in one plane: %s, %s, %s"
              .formatted(columnDirection, rowDirection, sliceDirection));
    }
  }

  private static void checkSpacing(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new GeometryException(name + " must be positive and finite, got " + value);
    }
  }

  /**
   * The frame of slices reconstructed on {@code grid}: columns along +X, rows along -Y, slices
   * along +Z of the gantry frame.
   */
  public static VolumeFrame gantry(ImageGrid grid, double firstZMm, double sliceSpacingMm) {
    return new VolumeFrame(
        grid.pixelMm(),
        grid.pixelMm(),
        sliceSpacingMm,
        new Vec3(grid.xMm(0), grid.yMm(0), firstZMm),
        new Vec3(1, 0, 0),
        new Vec3(0, -1, 0),
        new Vec3(0, 0, 1),
        FrameSpace.GANTRY);
  }

  /** Centre of a voxel, mm; indices may be fractional. */
  public Vec3 positionMm(double slice, double row, double column) {
    return originMm
        .plus(columnDirection.times(column * columnSpacingMm))
        .plus(rowDirection.times(row * rowSpacingMm))
        .plus(sliceDirection.times(slice * sliceSpacingMm));
  }

  /** The frame of the same voxels counted from slice {@code first}. */
  public VolumeFrame fromSlice(int first) {
    return withOrigin(positionMm(first, 0, 0));
  }

  /** The same frame with another origin. */
  public VolumeFrame withOrigin(Vec3 newOriginMm) {
    return new VolumeFrame(
        columnSpacingMm,
        rowSpacingMm,
        sliceSpacingMm,
        newOriginMm,
        columnDirection,
        rowDirection,
        sliceDirection,
        space);
  }

  /**
   * The grid of one slice as the scanner sees it: at its place in the gantry frame, or centred on
   * the axis of rotation if the frame is the patient's.
   *
   * @throws GeometryException if the pixels are not square
   */
  public ImageGrid sliceGrid(int rows, int columns) {
    if (Math.abs(columnSpacingMm - rowSpacingMm) > SQUARE_TOLERANCE * columnSpacingMm) {
      throw new GeometryException(
          "pixels of %.4f x %.4f mm are not square; resample the volume first"
              .formatted(columnSpacingMm, rowSpacingMm));
    }
    if (space == FrameSpace.PATIENT_LPS) {
      return new ImageGrid(columns, rows, columnSpacingMm, 0, 0);
    }
    Vec3 centre = positionMm(0, (rows - 1) / 2.0, (columns - 1) / 2.0);
    return new ImageGrid(columns, rows, columnSpacingMm, centre.x(), centre.y());
  }
}
