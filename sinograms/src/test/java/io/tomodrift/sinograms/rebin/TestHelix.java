package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.DetectorShape;
import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.SourceShift;
import io.tomodrift.geometry.helical.ViewPose;
import java.util.ArrayList;
import java.util.List;

/** Small helical scans, made of the numbers a scan is described by. */
record TestHelix(
    DetectorShape shape,
    int columns,
    int rows,
    double columnPitchMm,
    double rowPitchMm,
    double centreColumn,
    double radiusMm,
    double sourceToDetectorMm,
    int viewsPerTurn,
    double turns,
    double feedMm,
    double startRad,
    double startZMm,
    int rotation,
    FocalSpotMode mode,
    List<SourceShift> shifts) {

  static final SourceShift SIEMENS_A = new SourceShift(3.354e-4, 0, 0);
  static final SourceShift SIEMENS_B = new SourceShift(3.354e-4, 0.66, 5.45);

  /** Every {@code reduction}-th column and view of a 64-row scanner, a fourth of its rows. */
  static TestHelix siemens(int reduction, double feedMm, double turns) {
    int columns = 736 / reduction;
    return new TestHelix(
        DetectorShape.CYLINDRICAL,
        columns,
        64,
        1.285839319 * reduction,
        1.094722748,
        (columns - 1) / 2.0 + 1.125,
        595,
        1085.6,
        1152 / reduction,
        turns,
        feedMm,
        0.3,
        0,
        1,
        FocalSpotMode.NONE,
        List.of(SIEMENS_A));
  }

  /** The same scan with a focal spot that alternates along Z and, on its anode, radially. */
  TestHelix zFlying() {
    return withShifts(FocalSpotMode.Z, SIEMENS_A, SIEMENS_B);
  }

  TestHelix withShifts(FocalSpotMode newMode, SourceShift... newShifts) {
    return new TestHelix(
        shape,
        columns,
        rows,
        columnPitchMm,
        rowPitchMm,
        centreColumn,
        radiusMm,
        sourceToDetectorMm,
        viewsPerTurn / shifts.size() * newShifts.length,
        turns,
        feedMm,
        startRad,
        startZMm,
        rotation,
        newMode,
        List.of(newShifts));
  }

  TestHelix withSense(int newRotation, double newFeedMm) {
    return new TestHelix(
        shape,
        columns,
        rows,
        columnPitchMm,
        rowPitchMm,
        centreColumn,
        radiusMm,
        sourceToDetectorMm,
        viewsPerTurn,
        turns,
        newFeedMm,
        startRad,
        startZMm,
        newRotation,
        mode,
        shifts);
  }

  TestHelix startingAt(double newStartRad, double newStartZMm) {
    return new TestHelix(
        shape,
        columns,
        rows,
        columnPitchMm,
        rowPitchMm,
        centreColumn,
        radiusMm,
        sourceToDetectorMm,
        viewsPerTurn,
        turns,
        feedMm,
        newStartRad,
        newStartZMm,
        rotation,
        mode,
        shifts);
  }

  TestHelix withDetector(DetectorShape newShape, int newRows, double newRowPitchMm) {
    return new TestHelix(
        newShape,
        columns,
        newRows,
        columnPitchMm,
        newRowPitchMm,
        centreColumn,
        radiusMm,
        sourceToDetectorMm,
        viewsPerTurn,
        turns,
        feedMm,
        startRad,
        startZMm,
        rotation,
        mode,
        shifts);
  }

  int views() {
    return (int) Math.round(turns * viewsPerTurn);
  }

  ViewPose pose(int view) {
    double turned = (double) view / viewsPerTurn;
    double angle = startRad + rotation * turned * 2 * Math.PI;
    double wrapped = Math.IEEEremainder(angle, 2 * Math.PI);
    return new ViewPose(
        wrapped, startZMm + feedMm * turned, radiusMm, shifts.get(view % shifts.size()));
  }

  HelicalGeometry geometry() {
    List<ViewPose> poses = new ArrayList<>();
    for (int view = 0; view < views(); view++) {
      poses.add(pose(view));
    }
    return geometry(poses);
  }

  HelicalGeometry geometry(List<ViewPose> poses) {
    ConeDetector detector =
        new ConeDetector(
            shape, columns, rows, columnPitchMm, rowPitchMm, centreColumn, (rows - 1) / 2.0);
    return new HelicalGeometry(detector, sourceToDetectorMm, viewsPerTurn, mode, poses);
  }
}
