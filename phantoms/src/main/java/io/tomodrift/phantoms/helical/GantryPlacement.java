package io.tomodrift.phantoms.helical;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.helical.PatientPosition;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;

/**
 * A patient volume as it lies in the scanner. Index axes are only reversed: no value is
 * interpolated. Along Z it lies where the patient coordinates say; in the slice plane it is centred
 * on the axis of rotation, as a technologist would, and {@code patientShiftMm} says by how much.
 *
 * @param volume the volume in the gantry frame, layout PLANAR
 * @param position how the patient lies
 * @param patientShiftMm what to add to {@code position.toPatient(gantry point)} for the place in
 *     the patient, mm; z is 0
 */
public record GantryPlacement(Volume volume, PatientPosition position, Vec3 patientShiftMm) {

  private static final double ALIGNED = 1e-3;

  /**
   * Places a volume.
   *
   * @param patient axial slices in the patient frame, columns along x, rows along y and slices
   *     along z, each in either direction
   * @throws GeometryException if the volume is in the gantry frame, oblique, or its pixels are not
   *     square
   */
  public static GantryPlacement of(Volume patient, PatientPosition position) {
    VolumeFrame frame = patient.frame();
    if (frame.space() != FrameSpace.PATIENT_LPS) {
      throw new GeometryException("the volume is in the gantry frame already: use it as it is");
    }
    Vec3 columns = position.toGantry(frame.columnDirection());
    Vec3 rows = position.toGantry(frame.rowDirection());
    Vec3 slices = position.toGantry(frame.sliceDirection());
    boolean flipColumns = reversed("columns", columns, new Vec3(1, 0, 0));
    boolean flipRows = reversed("rows", rows, new Vec3(0, -1, 0));
    boolean flipSlices = reversed("slices", slices, new Vec3(0, 0, 1));
    FloatStack stack = patient.stack();
    ImageGrid grid = frame.sliceGrid(stack.rows(), stack.columns());
    int firstSlice = flipSlices ? stack.slices() - 1 : 0;
    Vec3 middle =
        frame.positionMm(firstSlice, (stack.rows() - 1) / 2.0, (stack.columns() - 1) / 2.0);
    double firstZ = position.toGantry(middle).z();
    Volume placed =
        new Volume(
            flipped(stack, flipSlices, flipRows, flipColumns),
            VolumeFrame.gantry(grid, firstZ, frame.sliceSpacingMm()),
            patient.unit());
    return new GantryPlacement(placed, position, new Vec3(middle.x(), middle.y(), 0));
  }

  /** The place in the patient of a point of the gantry frame, mm. */
  public Vec3 toPatient(Vec3 gantryMm) {
    return position.toPatient(gantryMm).plus(patientShiftMm);
  }

  private static boolean reversed(String name, Vec3 direction, Vec3 wanted) {
    double along = direction.dot(wanted);
    if (Math.abs(Math.abs(along) - 1) > ALIGNED) {
      throw new GeometryException(
          "%s run along %s of the gantry, not along %s; make the volume axial first"
              .formatted(name, direction, wanted));
    }
    return along < 0;
  }

  private static FloatStack flipped(
      FloatStack stack, boolean slices, boolean rows, boolean columns) {
    FloatStack result = FloatStack.planar(stack.slices(), stack.rows(), stack.columns());
    for (int k = 0; k < stack.slices(); k++) {
      int fromSlice = slices ? stack.slices() - 1 - k : k;
      for (int j = 0; j < stack.rows(); j++) {
        int fromRow = rows ? stack.rows() - 1 - j : j;
        for (int i = 0; i < stack.columns(); i++) {
          int fromColumn = columns ? stack.columns() - 1 - i : i;
          result.set(k, j, i, stack.get(fromSlice, fromRow, fromColumn));
        }
      }
    }
    return result;
  }
}
