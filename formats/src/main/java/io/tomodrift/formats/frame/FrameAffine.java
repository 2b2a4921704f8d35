package io.tomodrift.formats.frame;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.VolumeFrame;

/**
 * Where voxel (column i, row j, slice k) is in the patient frame of DICOM (x Left, y Posterior, z
 * Superior), mm: {@code origin + i column + j row + k slice}. The steps contain the spacings and
 * need not be perpendicular.
 *
 * <p><b>Volumes in the gantry frame</b> have no patient axes, because the position of the patient
 * is not known. They are written with {@code x = X, y = -Y, z = Z}, which gives reconstructed
 * slices the identity direction matrix and shows them in viewers as they are stored. That map is a
 * mirror image, not a rotation: Left and Right of such a file mean nothing. {@link VolumeNote}
 * marks such files, and {@link #toFrame} undoes the map.
 *
 * @param originMm position of voxel (0, 0, 0)
 * @param columnStepMm step from a column to the next
 * @param rowStepMm step from a row to the next
 * @param sliceStepMm step from a slice to the next
 */
public record FrameAffine(Vec3 originMm, Vec3 columnStepMm, Vec3 rowStepMm, Vec3 sliceStepMm) {

  /** The affine of a frame. */
  public static FrameAffine of(VolumeFrame frame) {
    FrameAffine affine =
        new FrameAffine(
            frame.originMm(),
            frame.columnDirection().times(frame.columnSpacingMm()),
            frame.rowDirection().times(frame.rowSpacingMm()),
            frame.sliceDirection().times(frame.sliceSpacingMm()));
    return frame.space() == FrameSpace.GANTRY ? affine.mirroredY() : affine;
  }

  /**
   * The frame of this affine.
   *
   * @param where file name for messages
   * @param space coordinate system of the frame; GANTRY undoes the map described above
   * @throws FormatException if a step is zero or not finite, or the steps lie in one plane
   */
  public VolumeFrame toFrame(String where, FrameSpace space) {
    FrameAffine affine = space == FrameSpace.GANTRY ? mirroredY() : this;
    try {
      return new VolumeFrame(
          affine.columnStepMm.norm(),
          affine.rowStepMm.norm(),
          affine.sliceStepMm.norm(),
          affine.requireFiniteOrigin(),
          affine.columnStepMm,
          affine.rowStepMm,
          affine.sliceStepMm,
          space);
    } catch (GeometryException | IllegalArgumentException e) {
      throw new FormatException(
          where + ": the voxel directions are unusable: " + e.getMessage(), e);
    }
  }

  /** The same affine in the coordinates of NIfTI (x Right, y Anterior), or back. */
  public FrameAffine flippedXy() {
    return new FrameAffine(
        flipXy(originMm), flipXy(columnStepMm), flipXy(rowStepMm), flipXy(sliceStepMm));
  }

  private FrameAffine mirroredY() {
    return new FrameAffine(
        flipY(originMm), flipY(columnStepMm), flipY(rowStepMm), flipY(sliceStepMm));
  }

  private Vec3 requireFiniteOrigin() {
    if (!Double.isFinite(originMm.x() + originMm.y() + originMm.z())) {
      throw new IllegalArgumentException("the origin is " + originMm);
    }
    return originMm;
  }

  // 0 - v instead of -v: files should not show "-0".
  private static Vec3 flipXy(Vec3 v) {
    return new Vec3(0 - v.x(), 0 - v.y(), v.z());
  }

  private static Vec3 flipY(Vec3 v) {
    return new Vec3(v.x(), 0 - v.y(), v.z());
  }
}
