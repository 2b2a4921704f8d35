package io.tomodrift.sinograms.rawwriter;

import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.ConeViews;
import io.tomodrift.geometry.helical.DetectorShape;
import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.SourceShift;
import io.tomodrift.geometry.helical.ViewPose;
import java.util.ArrayList;
import java.util.List;

/**
 * Made-up line integrals that differ in every view, column and row, on a scanner whose every value
 * differs from every other.
 *
 * @param geometry the scan
 * @param offset added to all line integrals
 */
record SmoothViews(HelicalGeometry geometry, double offset) implements ConeViews {

  static final double VIEWS_PER_TURN = 96;

  /** A helical scan with flying focal spot. */
  static SmoothViews helix(int columns, int rows, int views) {
    ConeDetector detector =
        new ConeDetector(
            DetectorShape.CYLINDRICAL,
            columns,
            rows,
            1.285839319,
            1.094722748,
            (columns - 1) / 2.0 + 1.125,
            (rows - 1) / 2.0);
    List<ViewPose> poses = new ArrayList<>();
    for (int i = 0; i < views; i++) {
      SourceShift shift = i % 2 == 0 ? SourceShift.NONE : new SourceShift(3.354e-4, 0.66, 5.45);
      double angle = -1.25 + 2 * Math.PI * i / VIEWS_PER_TURN;
      poses.add(new ViewPose(angle, -12.5 + 0.24 * i, 595 + 0.001 * i, shift));
    }
    return new SmoothViews(
        new HelicalGeometry(detector, 1085.6, (int) VIEWS_PER_TURN, FocalSpotMode.Z, poses), 0);
  }

  double value(int view, int column, int row) {
    return offset + 3 + 2 * Math.sin(0.1 * view + 0.07 * column) + 0.01 * row + 0.001 * column;
  }

  @Override
  public void view(int index, float[] target) {
    int rows = geometry.detector().rows();
    for (int column = 0; column < geometry.detector().columns(); column++) {
      for (int row = 0; row < rows; row++) {
        target[column * rows + row] = (float) value(index, column, row);
      }
    }
  }
}
