package io.tomodrift.sinograms;

import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.DetectorShape;
import io.tomodrift.geometry.helical.HelicalGeometry;

/**
 * N0: the quanta an element would detect without an object, by view (tube current) and column
 * (bowtie filter). In raw data it is the noise-equivalent number of tag (7033,1065).
 */
@FunctionalInterface
public interface IncidentQuanta {

  /** N0 of every element of a column in a view; positive. */
  double at(int view, int column);

  /** The same everywhere. */
  static IncidentQuanta uniform(double quanta) {
    check("quanta", quanta);
    return (view, column) -> quanta;
  }

  /** One value a column, of as many columns as the detector has; the array is copied. */
  static IncidentQuanta perColumn(double... quanta) {
    double[] copy = quanta.clone();
    for (int column = 0; column < copy.length; column++) {
      check("quanta of column " + column, copy[column]);
    }
    return (view, column) -> element("columns", copy, column);
  }

  /**
   * A bowtie filter whose thickness grows with the square of the ray's distance from the axis:
   * {@code N0 = centre (edge / centre)^((sin gamma / sin gamma_max)^2)}, gamma_max at the outermost
   * column. From 54000 in the middle to 1400 at the edge is what one clinical chest scan has.
   *
   * @param centreQuanta N0 of the central ray
   * @param edgeQuanta N0 of the outermost column
   */
  static IncidentQuanta bowtie(HelicalGeometry geometry, double centreQuanta, double edgeQuanta) {
    check("centreQuanta", centreQuanta);
    check("edgeQuanta", edgeQuanta);
    ConeDetector detector = geometry.detector();
    double[] sine = new double[detector.columns()];
    double largest = 0;
    for (int column = 0; column < sine.length; column++) {
      double ratio = detector.columnOffsetMm(column) / geometry.sourceToDetectorMm();
      double gamma = detector.shape() == DetectorShape.FLAT ? Math.atan(ratio) : ratio;
      sine[column] = Math.sin(gamma);
      largest = Math.max(largest, Math.abs(sine[column]));
    }
    double[] quanta = new double[sine.length];
    for (int column = 0; column < sine.length; column++) {
      double share = sine[column] / largest;
      quanta[column] = centreQuanta * Math.pow(edgeQuanta / centreQuanta, share * share);
    }
    return perColumn(quanta);
  }

  /**
   * The same with a factor a view: modulation of the tube current.
   *
   * @param factors positive, one a view; copied
   */
  default IncidentQuanta modulated(double... factors) {
    double[] copy = factors.clone();
    for (int view = 0; view < copy.length; view++) {
      check("factor of view " + view, copy[view]);
    }
    return (view, column) -> element("views", copy, view) * at(view, column);
  }

  private static double element(String what, double[] values, int index) {
    if (index >= values.length) {
      throw new IllegalArgumentException(
          "quanta are given for %d %s, asked for number %d (from 0)"
              .formatted(values.length, what, index));
    }
    return values[index];
  }

  private static void check(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be positive and finite, got " + value);
    }
  }
}
