package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.SourceShift;
import io.tomodrift.geometry.helical.ViewPose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The positions the focal spot takes during a scan, found in the poses themselves, with the views
 * of each. Position 0 is the one nearest to the focal centre.
 *
 * @param spots where rays go from each position
 * @param tracks views of each position
 * @param order positions of successive views, from one of position 0
 * @param direction +1 if the angle grows with the view, -1 if it falls
 * @param stepRad median angle between successive views of one position, positive
 */
record SpotPattern(
    List<SpotOptics> spots,
    List<SpotTrack> tracks,
    List<Integer> order,
    int direction,
    double stepRad) {

  private static final double RADIUS_TOLERANCE_MM = 0.05;

  static SpotPattern of(HelicalGeometry scan) {
    requireConstantRadius(scan);
    List<SourceShift> shifts = positions(scan);
    int[] position = new int[scan.views()];
    for (int v = 0; v < position.length; v++) {
      position[v] = find(shifts, scan.pose(v).shift());
    }
    int direction = scan.unwrappedRad(scan.views() - 1) < scan.unwrappedRad(0) ? -1 : 1;
    List<int[]> views = new ArrayList<>();
    for (int s = 0; s < shifts.size(); s++) {
      views.add(viewsOf(position, s));
    }
    double step = medianStep(scan, views, direction);
    List<SpotOptics> spots = new ArrayList<>();
    List<SpotTrack> tracks = new ArrayList<>();
    for (int s = 0; s < shifts.size(); s++) {
      spots.add(
          new SpotOptics(
              scan.detector(),
              scan.sourceToDetectorMm(),
              scan.sourceToIsocenterMm(),
              shifts.get(s)));
      tracks.add(new SpotTrack(scan, views.get(s), direction, step));
    }
    return new SpotPattern(
        List.copyOf(spots), List.copyOf(tracks), order(position, shifts.size()), direction, step);
  }

  /** Number of focal spot positions. */
  int count() {
    return spots.size();
  }

  private static void requireConstantRadius(HelicalGeometry scan) {
    double nominal = scan.sourceToIsocenterMm();
    for (int v = 0; v < scan.views(); v++) {
      double radius = scan.pose(v).radiusMm();
      if (Math.abs(radius - nominal) > RADIUS_TOLERANCE_MM) {
        throw new GeometryException(
            "the focal centre of view %d is %.3f mm from the axis, that of view 0 %.3f mm; rebinning needs a constant radius (to %.2f mm)"
                .formatted(v, radius, nominal, RADIUS_TOLERANCE_MM));
      }
    }
  }

  private static List<SourceShift> positions(HelicalGeometry scan) {
    List<SourceShift> found = new ArrayList<>();
    for (ViewPose pose : scan.poses()) {
      if (find(found, pose.shift()) < 0) {
        found.add(pose.shift());
      }
    }
    if (found.size() > FocalSpotMode.MOST_POSITIONS) {
      throw new GeometryException(
          "the focal spot takes %d different positions, at most %d are possible; the first are %s"
              .formatted(
                  found.size(),
                  FocalSpotMode.MOST_POSITIONS,
                  found.subList(0, Math.min(6, found.size()))));
    }
    found.sort((a, b) -> Double.compare(size(a), size(b)));
    return found;
  }

  private static double size(SourceShift shift) {
    return Math.abs(shift.radialMm()) + Math.abs(shift.zMm());
  }

  private static int find(List<SourceShift> shifts, SourceShift wanted) {
    for (int s = 0; s < shifts.size(); s++) {
      if (shifts.get(s).isSamePosition(wanted)) {
        return s;
      }
    }
    return -1;
  }

  private static int[] viewsOf(int[] position, int wanted) {
    int[] views = new int[position.length];
    int count = 0;
    for (int v = 0; v < position.length; v++) {
      if (position[v] == wanted) {
        views[count++] = v;
      }
    }
    if (count < 2) {
      throw new GeometryException(
          "a focal spot position occurs only in view %d; is the pattern broken there?"
              .formatted(views[0]));
    }
    return Arrays.copyOf(views, count);
  }

  private static double medianStep(HelicalGeometry scan, List<int[]> tracks, int direction) {
    List<Double> steps = new ArrayList<>();
    for (int[] views : tracks) {
      for (int i = 1; i < views.length; i++) {
        double step = direction * (scan.unwrappedRad(views[i]) - scan.unwrappedRad(views[i - 1]));
        if (!(step > 0)) {
          throw new GeometryException(
              "the gantry stands still or turns back between views %d and %d (%.4f degrees)"
                  .formatted(views[i - 1], views[i], Math.toDegrees(step)));
        }
        steps.add(step);
      }
    }
    steps.sort(null);
    return steps.get(steps.size() / 2);
  }

  private static List<Integer> order(int[] position, int count) {
    for (int v = 0; v + count <= position.length; v++) {
      int[] order = Arrays.copyOfRange(position, v, v + count);
      if (order[0] == 0 && Arrays.stream(order).distinct().count() == count) {
        return Arrays.stream(order).boxed().toList();
      }
    }
    throw new GeometryException(
        "the %d focal spot positions never follow each other in turn; the pattern is broken"
            .formatted(count));
  }
}
