package io.tomodrift.sinograms.check;

import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.run.RunContext;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Finds the central column at which conjugate rays differ least: the best of half-channel steps,
 * then the vertex of a parabola, twice. The standard error is that of a jackknife over groups of
 * views.
 */
final class CentreFit {

  private static final double REACH = 4;
  private static final double COARSE = 0.5;
  private static final double[] FINE = {0.25, 0.15};
  private static final int GROUPS = 12;

  private final List<Station> stations;
  private final RunContext context;

  CentreFit(List<Station> stations, RunContext context) {
    this.stations = stations;
    this.context = context;
  }

  CentreShift fit() {
    RayDifferences asIs = at(0);
    TreeMap<Double, Double> scores = new TreeMap<>();
    for (double shift = -REACH; shift <= REACH; shift += COARSE) {
      scores.put(meanRatio(at(shift), asIs), shift);
    }
    double best = scores.firstEntry().getValue();
    double[] result = {best, 0};
    for (double step : FINE) {
      result = vertex(result[0], step);
    }
    HelicalGeometry g = stations.get(0).geometry();
    double mm =
        result[0] * g.detector().columnPitchMm() * g.sourceToIsocenterMm() / g.sourceToDetectorMm();
    double ratio = Math.sqrt(meanRatio(at(result[0]), asIs));
    return new CentreShift(result[0], result[1], mm, ratio);
  }

  private RayDifferences at(double shift) {
    return RayDifferences.concat(
        stations.stream()
            .map(
                station -> {
                  HelicalGeometry g = station.geometry();
                  double column = g.detector().centreColumn() + shift;
                  return station.compare(GeometryVariants.withCentreColumn(g, column), context);
                })
            .toList());
  }

  private static double meanRatio(RayDifferences a, RayDifferences b) {
    double[][] sums = RayDifferences.commonSums(a, b);
    return Arrays.stream(sums[0]).sum() / Arrays.stream(sums[1]).sum();
  }

  private double[] vertex(double middle, double step) {
    double[][] sums = RayDifferences.commonSums(at(middle - step), at(middle), at(middle + step));
    double all = middle + offset(sums, step, -1);
    double[] without = new double[GROUPS];
    double mean = 0;
    for (int g = 0; g < GROUPS; g++) {
      without[g] = middle + offset(sums, step, g);
      mean += without[g] / GROUPS;
    }
    double square = 0;
    for (double value : without) {
      square += (value - mean) * (value - mean);
    }
    return new double[] {all, Math.sqrt(square * (GROUPS - 1) / GROUPS)};
  }

  /**
   * Vertex of the parabola through three sums, at most two steps away; one group may be left out.
   */
  private static double offset(double[][] sums, double step, int without) {
    double[] total = new double[3];
    int groups = sums[0].length;
    for (int i = 0; i < groups; i++) {
      if ((long) i * GROUPS / groups != without) {
        for (int k = 0; k < 3; k++) {
          total[k] += sums[k][i];
        }
      }
    }
    double curvature = total[0] + total[2] - 2 * total[1];
    if (!(curvature > 0)) {
      return total[0] < total[2] ? -step : step;
    }
    double offset = 0.5 * step * (total[0] - total[2]) / curvature;
    return Math.max(-2 * step, Math.min(2 * step, offset));
  }
}
