package io.tomodrift.sinograms.raw;

import io.tomodrift.geometry.helical.SourceShift;
import io.tomodrift.geometry.helical.ViewPose;

/**
 * What the header says about one view, in the terms of the file.
 *
 * @param instance InstanceNumber
 * @param file index of the file within the series, -1 for a view that was put in
 * @param frame frame of the file, from 0
 * @param angleRad angle of the focal centre, rad
 * @param axialMm axial position of the focal centre, mm, into the gantry
 * @param radiusMm distance of the focal centre from the axis, mm
 * @param angularShiftRad focal spot relative to the focal centre, rad
 * @param axialShiftMm focal spot relative to the focal centre, mm, into the gantry
 * @param radialShiftMm focal spot relative to the focal centre, mm
 * @param slope RescaleSlope
 * @param intercept RescaleIntercept
 * @param smallest SmallestImagePixelValue, -1 if absent
 * @param largest LargestImagePixelValue, -1 if absent
 * @param tubeCurrentMa XRayTubeCurrent, mA, NaN if absent
 * @param timestampMs Timestamp, ms, NaN if absent
 */
record ViewRecord(
    int instance,
    int file,
    int frame,
    double angleRad,
    double axialMm,
    double radiusMm,
    double angularShiftRad,
    double axialShiftMm,
    double radialShiftMm,
    double slope,
    double intercept,
    int smallest,
    int largest,
    double tubeCurrentMa,
    double timestampMs) {

  /** The pose in the gantry frame, whose Z points out of the gantry. */
  ViewPose pose() {
    // Adding zero turns -0 into 0.
    return new ViewPose(
        angleRad,
        0 - axialMm,
        radiusMm,
        new SourceShift(angularShiftRad, 0 - axialShiftMm, radialShiftMm));
  }

  /** The same view of another file index. */
  ViewRecord ofFile(int index) {
    return new ViewRecord(
        instance,
        index,
        frame,
        angleRad,
        axialMm,
        radiusMm,
        angularShiftRad,
        axialShiftMm,
        radialShiftMm,
        slope,
        intercept,
        smallest,
        largest,
        tubeCurrentMa,
        timestampMs);
  }

  /** The same view with angular and axial shift exchanged. */
  ViewRecord withShiftsExchanged() {
    return new ViewRecord(
        instance,
        file,
        frame,
        angleRad,
        axialMm,
        radiusMm,
        /* angularShiftRad= */ axialShiftMm,
        /* axialShiftMm= */ angularShiftRad,
        radialShiftMm,
        slope,
        intercept,
        smallest,
        largest,
        tubeCurrentMa,
        timestampMs);
  }
}
