package io.tomodrift.pipeline.report;

import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.VolumeFrame;

/**
 * What lies beyond each edge of a slice: L and R, A and P, H (head) and F (feet) of a patient, or
 * the axes of the gantry. Of an oblique slice the nearest direction is named.
 *
 * @param left beyond column 0
 * @param right beyond the last column
 * @param top beyond row 0
 * @param bottom beyond the last row
 */
public record OrientationLetters(String left, String right, String top, String bottom) {

  private static final String[] PATIENT_POSITIVE = {"L", "P", "H"};
  private static final String[] PATIENT_NEGATIVE = {"R", "A", "F"};
  private static final String[] GANTRY_POSITIVE = {"+X", "+Y", "+Z"};
  private static final String[] GANTRY_NEGATIVE = {"\u2212X", "\u2212Y", "\u2212Z"};

  /** The letters of a slice stored with these directions, row 0 on top and column 0 on the left. */
  public static OrientationLetters of(VolumeFrame frame) {
    return of(frame.columnDirection(), frame.rowDirection(), frame.space());
  }

  /** The letters of a plane whose columns grow in one direction and whose rows in another. */
  static OrientationLetters of(Vec3 columns, Vec3 rows, FrameSpace space) {
    return new OrientationLetters(
        letter(columns.times(-1), space),
        letter(columns, space),
        letter(rows.times(-1), space),
        letter(rows, space));
  }

  private static String letter(Vec3 direction, FrameSpace space) {
    int axis = 0;
    for (int i = 1; i < 3; i++) {
      if (Math.abs(direction.component(i)) > Math.abs(direction.component(axis))) {
        axis = i;
      }
    }
    boolean positive = direction.component(axis) > 0;
    return switch (space) {
      case PATIENT_LPS -> positive ? PATIENT_POSITIVE[axis] : PATIENT_NEGATIVE[axis];
      case GANTRY -> positive ? GANTRY_POSITIVE[axis] : GANTRY_NEGATIVE[axis];
    };
  }
}
