package io.tomodrift.sinograms.raw;

import io.tomodrift.formats.dicom.CtProjectionTag;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.geometry.error.FormatException;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Checks the shifts of the focal spot. The dictionary of 2016 had angular and axial shift
 * exchanged; their magnitudes tell which one a file follows.
 */
final class Shifts {

  private static final double MAX_ANGULAR_RAD = 0.01;
  private static final double MAX_AXIAL_MM = 2;
  private static final double MAX_RADIAL_MM = 20;

  private Shifts() {}

  static List<ViewRecord> checked(
      List<ViewRecord> views, String focalSpotMode, List<String> warnings) {
    double angular = largest(views, ViewRecord::angularShiftRad);
    double axial = largest(views, ViewRecord::axialShiftMm);
    double radial = largest(views, ViewRecord::radialShiftMm);
    boolean tooLarge = angular >= MAX_ANGULAR_RAD && angular < MAX_AXIAL_MM;
    // A spot that moves in the plane only has an angular shift, and 0.01 mm along Z is none.
    boolean wrongMotion =
        focalSpotMode.equals("FFSXY") && angular == 0 && axial > 0 && axial < MAX_ANGULAR_RAD;
    boolean exchanged = (tooLarge && axial < MAX_ANGULAR_RAD) || wrongMotion;
    if (!exchanged) {
      require(
          angular < MAX_ANGULAR_RAD,
          CtProjectionTag.ANGULAR_SHIFT,
          angular,
          MAX_ANGULAR_RAD + " rad");
      require(axial < MAX_AXIAL_MM, CtProjectionTag.AXIAL_SHIFT, axial, MAX_AXIAL_MM + " mm");
    }
    require(radial < MAX_RADIAL_MM, CtProjectionTag.RADIAL_SHIFT, radial, MAX_RADIAL_MM + " mm");
    if (!exchanged) {
      return views;
    }
    warnings.add(
        ("%s reaches %s and %s reaches %s: they are exchanged, as in the dictionary of 2016, and"
                + " were read as axial and angular shift")
            .formatted(
                Tag.format(CtProjectionTag.ANGULAR_SHIFT),
                angular,
                Tag.format(CtProjectionTag.AXIAL_SHIFT),
                axial));
    return views.stream().map(ViewRecord::withShiftsExchanged).toList();
  }

  private static double largest(List<ViewRecord> views, ToDoubleFunction<ViewRecord> shift) {
    return views.stream().mapToDouble(v -> Math.abs(shift.applyAsDouble(v))).max().orElse(0);
  }

  private static void require(boolean possible, int tag, double value, String limit) {
    if (!possible) {
      throw new FormatException(
          "%s reaches %s, which no scanner does (limit %s); are the elements of group 7033 those of another dictionary?"
              .formatted(Tag.describe(tag), value, limit));
    }
  }
}
