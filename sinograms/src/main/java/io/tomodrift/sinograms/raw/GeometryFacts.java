package io.tomodrift.sinograms.raw;

import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.SourceShift;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The geometry of a scan in a few numbers, for summaries and checks.
 *
 * @param views number of views
 * @param feedMm feed a turn, mm, by least squares over all views; not negative
 * @param pitch feed over the total collimation at the axis
 * @param nominalViewsPerTurn as the scan says
 * @param viewsPerTurn full turn over the median angle from view to view, every focal spot counted
 * @param turns number of turns
 * @param lowestZMm lowest Z of the focal centre, mm, gantry frame
 * @param highestZMm highest Z of the focal centre, mm
 * @param counterClockwise whether the angle grows with time
 * @param towardPositiveZ whether Z of the focal centre grows with time, that is, whether the table
 *     moves into the gantry
 * @param focalSpots the positions of the focal spot relative to the focal centre, in order of first
 *     use
 */
public record GeometryFacts(
    int views,
    double feedMm,
    double pitch,
    int nominalViewsPerTurn,
    double viewsPerTurn,
    double turns,
    double lowestZMm,
    double highestZMm,
    boolean counterClockwise,
    boolean towardPositiveZ,
    List<SourceShift> focalSpots) {

  /** Copies the list. */
  public GeometryFacts {
    focalSpots = List.copyOf(focalSpots);
  }

  /** Measures a scan. */
  public static GeometryFacts of(HelicalGeometry geometry) {
    int last = geometry.views() - 1;
    double arc = geometry.unwrappedRad(last) - geometry.unwrappedRad(0);
    Set<SourceShift> spots = new LinkedHashSet<>();
    geometry.poses().forEach(pose -> spots.add(pose.shift()));
    return new GeometryFacts(
        geometry.views(),
        Math.abs(geometry.feedPerTurnMm()),
        geometry.pitch(),
        geometry.viewsPerTurn(),
        2 * Math.PI / medianStepRad(geometry),
        Math.abs(arc) / (2 * Math.PI),
        geometry.poses().stream().mapToDouble(p -> p.zMm()).min().orElseThrow(),
        geometry.poses().stream().mapToDouble(p -> p.zMm()).max().orElseThrow(),
        arc > 0,
        geometry.pose(last).zMm() > geometry.pose(0).zMm(),
        List.copyOf(spots));
  }

  private static double medianStepRad(HelicalGeometry geometry) {
    double[] steps =
        IntStream.range(1, geometry.views())
            .mapToDouble(i -> Math.abs(geometry.unwrappedRad(i) - geometry.unwrappedRad(i - 1)))
            .toArray();
    Arrays.sort(steps);
    double median = steps[steps.length / 2];
    // The mean of the usual steps: a single one carries the rounding of 32 bit angles.
    return Arrays.stream(steps)
        .filter(s -> Math.abs(s - median) <= 0.1 * median)
        .average()
        .orElse(median);
  }

  /** True if the table stands still. */
  public boolean circular() {
    return feedMm < HelicalGeometry.CIRCULAR_FEED_MM;
  }

  /** Relative difference of the measured pitch from a nominal one; 0.002 is usual. */
  public double pitchDeviation(double spiralPitchFactor) {
    return pitch / spiralPitchFactor - 1;
  }
}
