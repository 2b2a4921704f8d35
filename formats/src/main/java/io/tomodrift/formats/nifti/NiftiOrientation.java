package io.tomodrift.formats.nifti;

import io.tomodrift.formats.frame.FrameAffine;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.VolumeFrame;
import java.util.List;

/**
 * The three ways a NIfTI-1 header says where voxels are, in the order of preference: sform (any
 * affine), qform (rotation and spacing), spacing alone. A broken sform gives way to the qform.
 */
final class NiftiOrientation {

  private static final int SCANNER = 1;
  private static final int ALIGNED = 2;
  private static final double PERPENDICULAR = 1e-4;

  private NiftiOrientation() {}

  /** The frame, in DICOM axes; what had to be guessed is added to {@code warnings}. */
  static VolumeFrame read(NiftiHeader header, FrameSpace space, List<String> warnings) {
    if (header.sformCode() > 0) {
      try {
        return frame(header, sform(header), space);
      } catch (FormatException e) {
        if (header.qformCode() <= 0) {
          throw e;
        }
        warnings.add("sform unusable, qform taken: " + e.getMessage());
      }
    }
    if (header.qformCode() > 0) {
      return frame(header, qform(header), space);
    }
    warnings.add(
        "neither sform nor qform: position and orientation are unknown, axes taken as Right, Anterior, Superior");
    return frame(header, spacingOnly(header), space);
  }

  private static VolumeFrame frame(NiftiHeader header, FrameAffine ras, FrameSpace space) {
    return ras.flippedXy().toFrame(header.where(), space);
  }

  private static FrameAffine sform(NiftiHeader header) {
    return new FrameAffine(
        column(header, 3), column(header, 0), column(header, 1), column(header, 2));
  }

  private static Vec3 column(NiftiHeader header, int column) {
    return new Vec3(header.srow(0, column), header.srow(1, column), header.srow(2, column))
        .times(header.unitMm());
  }

  private static FrameAffine qform(NiftiHeader header) {
    Quaternion q = Quaternion.ofImaginary(header.quatern(0), header.quatern(1), header.quatern(2));
    double handedness = header.pixdim(0) < 0 ? -1 : 1;
    Vec3 origin = new Vec3(header.quatern(3), header.quatern(4), header.quatern(5));
    return new FrameAffine(
        origin.times(header.unitMm()),
        q.columnX().times(spacing(header, 1)),
        q.columnY().times(spacing(header, 2)),
        q.columnZ().times(handedness * spacing(header, 3)));
  }

  private static FrameAffine spacingOnly(NiftiHeader header) {
    return new FrameAffine(
        new Vec3(0, 0, 0),
        new Vec3(spacing(header, 1), 0, 0),
        new Vec3(0, spacing(header, 2), 0),
        new Vec3(0, 0, spacing(header, 3)));
  }

  /** Spacing of an axis, mm; an axis of one voxel may have none. */
  private static double spacing(NiftiHeader header, int axis) {
    double spacing = Math.abs(header.pixdim(axis)) * header.unitMm();
    return spacing == 0 && header.size(axis) == 1 ? 1 : spacing;
  }

  /** Fills in spacing, sform and, unless the axes are sheared, qform. */
  static void write(VolumeFrame frame, NiftiHeader.Draft draft) {
    FrameAffine ras = FrameAffine.of(frame).flippedXy();
    Vec3[] steps = {ras.columnStepMm(), ras.rowStepMm(), ras.sliceStepMm()};
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        draft.srow(row, column, steps[column].component(row));
      }
      draft.srow(row, 3, ras.originMm().component(row));
      draft.pixdim(row + 1, steps[row].norm());
    }
    int code = frame.space() == FrameSpace.GANTRY ? ALIGNED : SCANNER;
    draft.formCodes(writeQform(ras, draft) ? code : 0, code);
  }

  private static boolean writeQform(FrameAffine ras, NiftiHeader.Draft draft) {
    Vec3 x = ras.columnStepMm().normalized();
    Vec3 y = ras.rowStepMm().normalized();
    Vec3 z = ras.sliceStepMm().normalized();
    double handedness = x.cross(y).dot(z) < 0 ? -1 : 1;
    draft.pixdim(0, handedness);
    double skew = Math.abs(x.dot(y)) + Math.abs(x.dot(z)) + Math.abs(y.dot(z));
    if (skew > PERPENDICULAR) {
      return false;
    }
    Quaternion q = Quaternion.ofColumns(x, y, z.times(handedness));
    double[] stored = {
      q.b(), q.c(), q.d(), ras.originMm().x(), ras.originMm().y(), ras.originMm().z()
    };
    for (int i = 0; i < stored.length; i++) {
      draft.quatern(i, stored[i]);
    }
    return true;
  }
}
