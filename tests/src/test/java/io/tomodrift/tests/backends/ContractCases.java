package io.tomodrift.tests.backends;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.Detector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.stack.FloatStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Scans, grids and stacks on which backends are compared. */
final class ContractCases {

  enum Beam {
    ARC,
    FLAT,
    PARALLEL
  }

  /** A scan, the pixels it is applied to, and how many slices. */
  record Case(String name, ScanGeometry geometry, ImageGrid grid, int slices) {

    FloatStack image() {
      return FloatStack.interleaved(slices, grid.rows(), grid.columns());
    }

    FloatStack data() {
      return FloatStack.interleaved(slices, geometry.views(), geometry.channels());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private ContractCases() {}

  private static ScanGeometry scan(
      Beam beam, int channels, double isoPitch, double offset, Angles angles) {
    double r = 300;
    double d = 540;
    return switch (beam) {
      case ARC ->
          new FanBeamGeometry(r, d, ArcDetector.withOffset(channels, isoPitch / r, offset), angles);
      case FLAT ->
          new FanBeamGeometry(
              r, d, FlatDetector.withOffset(channels, isoPitch * d / r, offset), angles);
      case PARALLEL ->
          new ParallelBeamGeometry(FlatDetector.withOffset(channels, isoPitch, offset), angles);
    };
  }

  /**
   * Sizes that divide nothing, offset detectors, grids off the centre and beyond the field of view,
   * angles in both senses and in no order; 1, 3, 17 and 33 slices, of which the last are cut into
   * batches by devices.
   */
  static List<Case> awkward() {
    int[] slices = {1, 3, 17, 33};
    double[] offsets = {0.25, -1.25, 0.0};
    List<Case> cases = new ArrayList<>();
    for (Beam beam : Beam.values()) {
      for (int k = 0; k < 4; k++) {
        Random random = new Random(100L * beam.ordinal() + k);
        int views = 7 + random.nextInt(20);
        Angles angles =
            switch (k % 3) {
              case 0 -> Angles.uniform(views, 0.1, -2 * Math.PI / views);
              case 1 -> Angles.of(random.doubles(views, -10, 10).toArray());
              default -> Angles.coveringArc(views, 0.3, 4.2);
            };
        double pixel = 0.7 + 2 * random.nextDouble();
        int columns = 19 + random.nextInt(30);
        int rows = 19 + random.nextInt(30);
        ImageGrid grid =
            new ImageGrid(
                columns, rows, pixel, 10 * random.nextDouble(), -10 * random.nextDouble());
        int channels = 31 + random.nextInt(40);
        double pitch = pixel * (0.5 + random.nextDouble());
        ScanGeometry scan = scan(beam, channels, pitch, offsets[k % 3], angles);
        String name =
            "%s, %d views x %d channels, %d x %d pixels, %d slices"
                .formatted(beam, views, channels, columns, rows, slices[k]);
        cases.add(new Case(name, scan, grid, slices[k]));
      }
    }
    return cases;
  }

  /**
   * Where pixels meet centres of channels exactly. The detector is wider than the pixels along its
   * axes: whether a pixel exactly at its end is on it would be a matter of rounding.
   */
  static List<Case> aligned() {
    List<Case> cases = new ArrayList<>();
    for (Beam beam : Beam.values()) {
      ScanGeometry scan = scan(beam, 34, 1, 0, Angles.fullTurn(12));
      cases.add(new Case("aligned " + beam, scan, ImageGrid.square(32, 1), 2));
    }
    return cases;
  }

  /** A source so close that pixels of one tile are seen under quite different angles. */
  static List<Case> near() {
    Angles angles = Angles.uniform(14, 0.2, 2 * Math.PI / 14);
    List<Detector> detectors =
        List.of(ArcDetector.withOffset(130, 0.014, 0.25), FlatDetector.withOffset(150, 3, -0.75));
    List<Case> cases = new ArrayList<>();
    for (ImageGrid grid :
        List.of(new ImageGrid(61, 58, 1, 1.5, -0.5), new ImageGrid(12, 12, 5, 0, 0))) {
      for (Detector detector : detectors) {
        ScanGeometry scan = new FanBeamGeometry(47, 100, detector, angles);
        cases.add(new Case("near, " + detector + ", " + grid.columns(), scan, grid, 2));
      }
    }
    return cases;
  }

  /** As many channels and pixels as a scanner has, where float arithmetic is at its worst. */
  static List<Case> large() {
    List<Case> cases = new ArrayList<>();
    for (Beam beam : Beam.values()) {
      Angles angles = Angles.uniform(9, 0.05, 2 * Math.PI / 9);
      ScanGeometry scan =
          beam == Beam.ARC
              ? new FanBeamGeometry(
                  595, 1085.6, ArcDetector.withOffset(736, 1.2858 / 1085.6, 1.25), angles)
              : beam == Beam.FLAT
                  ? new FanBeamGeometry(
                      595, 1085.6, FlatDetector.withOffset(736, 1.2858, 1.25), angles)
                  : new ParallelBeamGeometry(FlatDetector.withOffset(736, 0.7047, 1.25), angles);
      ImageGrid grid = ImageGrid.square(512, 0.7);
      cases.add(new Case("512 x 512, 736 channels, " + beam, scan, grid, 1));
    }
    return cases;
  }

  /** Uniform in [-1, 1], and rubbish in the padding. */
  static FloatStack randomise(FloatStack stack, long seed) {
    Random random = new Random(seed);
    stack.fill(Float.NaN);
    for (int row = 0; row < stack.rows(); row++) {
      for (int column = 0; column < stack.columns(); column++) {
        for (int slice = 0; slice < stack.slices(); slice++) {
          stack.set(slice, row, column, 2 * random.nextFloat() - 1);
        }
      }
    }
    return stack;
  }

  static double[] slice(FloatStack stack, int slice) {
    double[] values = new double[stack.rows() * stack.columns()];
    for (int k = 0; k < values.length; k++) {
      values[k] = stack.get(slice, k / stack.columns(), k % stack.columns());
    }
    return values;
  }
}
