package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.Detector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.DetectorShape;
import io.tomodrift.geometry.helical.HelicalGeometry;
import java.util.ArrayList;
import java.util.List;

/**
 * The ideal fan to which a scan is rebinned: native channels and, as far as possible, native views
 * of focal spot position 0, so that its direct rays are read where they were measured.
 *
 * @param fan source on the circle of the focal centre; angles of one turn, rising
 * @param families positions of the focal spot that share fan angles, of each family at most two
 * @param stepRad angle between views of the grid
 */
record FanGrid(FanBeamGeometry fan, List<int[]> families, double stepRad) {

  /** Positions whose central rays differ by less, in columns, measure the same fan angles. */
  private static final double SAME_FAMILY_COLUMNS = 0.25;

  static FanGrid of(HelicalGeometry scan, SpotPattern pattern, FocalSpotViews views) {
    List<int[]> families = families(pattern);
    boolean fold = views == FocalSpotViews.FOLD;
    Detector detector = detector(scan, pattern, fold && interlaces(pattern));
    int perTurn = (int) Math.round(2 * Math.PI / pattern.stepRad());
    int count = fold ? perTurn : perTurn * pattern.count();
    double step = 2 * Math.PI / count;
    FanBeamGeometry fan =
        new FanBeamGeometry(
            scan.sourceToIsocenterMm(),
            scan.sourceToDetectorMm(),
            detector,
            Angles.uniform(count, start(scan, pattern), step));
    return new FanGrid(fan, families, step);
  }

  /** The source angle of the first view of position 0, within one step of its views from 0. */
  private static double start(HelicalGeometry scan, SpotPattern pattern) {
    double first = scan.unwrappedRad(pattern.tracks().get(0).view(0));
    double offset = pattern.spots().get(0).sourceOffsetRad(scan.detector().centreColumn());
    double step = 2 * Math.PI / Math.round(2 * Math.PI / pattern.stepRad());
    double start = first + offset;
    return start - Math.floor(start / step) * step;
  }

  private static boolean interlaces(SpotPattern pattern) {
    double first = pattern.spots().get(0).columnAt(0);
    for (SpotOptics spot : pattern.spots()) {
      if (Math.abs(spot.columnAt(0) - first) >= SAME_FAMILY_COLUMNS) {
        return true;
      }
    }
    return false;
  }

  private static List<int[]> families(SpotPattern pattern) {
    List<List<Integer>> families = new ArrayList<>();
    for (int s = 0; s < pattern.count(); s++) {
      double centre = pattern.spots().get(s).columnAt(0);
      List<Integer> home = null;
      for (List<Integer> family : families) {
        double other = pattern.spots().get(family.get(0)).columnAt(0);
        if (family.size() < 2 && Math.abs(other - centre) < SAME_FAMILY_COLUMNS) {
          home = family;
          break;
        }
      }
      if (home == null) {
        home = new ArrayList<>();
        families.add(home);
      }
      home.add(s);
    }
    return families.stream().map(f -> f.stream().mapToInt(i -> i).toArray()).toList();
  }

  private static Detector detector(HelicalGeometry scan, SpotPattern pattern, boolean interlaced) {
    ConeDetector cone = scan.detector();
    double centre = pattern.spots().get(0).columnAt(0);
    if (!(centre >= 0 && centre <= cone.columns() - 1)) {
      throw new GeometryException(
          "the ray through the isocenter meets column %.2f, outside the %d columns"
              .formatted(centre, cone.columns()));
    }
    int channels = cone.columns();
    double pitchMm = cone.columnPitchMm();
    if (interlaced) {
      boolean startsLower = false;
      for (SpotOptics spot : pattern.spots()) {
        startsLower |= spot.columnAt(0) > centre + SAME_FAMILY_COLUMNS;
      }
      centre = 2 * centre + (startsLower ? 1 : 0);
      channels *= 2;
      pitchMm /= 2;
    }
    return cone.shape() == DetectorShape.FLAT
        ? new FlatDetector(channels, pitchMm, centre)
        : new ArcDetector(channels, pitchMm / scan.sourceToDetectorMm(), centre);
  }
}
