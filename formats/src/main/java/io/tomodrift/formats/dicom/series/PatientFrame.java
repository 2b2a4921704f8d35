package io.tomodrift.formats.dicom.series;

import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.helical.PatientPosition;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.VolumeFrame;

/**
 * Turns the gantry frame (X right seen from the table, Y up, Z out of the gantry) into the patient
 * frame LPS. Without a patient position the axes are taken over as they are.
 *
 * <p><b>Reference</b>: PS3.3 section C.7.3.1.1.2 for the meaning of the positions.
 */
public final class PatientFrame {

  private static final double PERPENDICULAR = 1e-4;

  private PatientFrame() {}

  /**
   * The frame in patient coordinates, slices in the same order.
   *
   * @throws GeometryException if rows and columns are not perpendicular, which DICOM cannot hold,
   *     or if a gantry frame comes with a position other than HFS, FFS, HFP and FFP
   */
  public static VolumeFrame of(VolumeFrame frame, String position) {
    if (Math.abs(frame.columnDirection().dot(frame.rowDirection())) > PERPENDICULAR) {
      throw new GeometryException(
          "rows along %s and columns along %s are not perpendicular; resample before writing DICOM"
              .formatted(frame.columnDirection(), frame.rowDirection()));
    }
    if (frame.space() == FrameSpace.PATIENT_LPS) {
      return frame;
    }
    return new VolumeFrame(
        frame.columnSpacingMm(),
        frame.rowSpacingMm(),
        frame.sliceSpacingMm(),
        turn(frame.originMm(), position),
        turn(frame.columnDirection(), position),
        turn(frame.rowDirection(), position),
        turn(frame.sliceDirection(), position),
        FrameSpace.PATIENT_LPS);
  }

  private static Vec3 turn(Vec3 gantry, String position) {
    if (position.isEmpty()) {
      return gantry;
    }
    for (PatientPosition known : PatientPosition.values()) {
      if (known.name().equals(position)) {
        return known.toPatient(gantry);
      }
    }
    throw new GeometryException(
        "patient position %s: gantry volumes are written for HFS, FFS, HFP and FFP"
            .formatted(position));
  }
}
