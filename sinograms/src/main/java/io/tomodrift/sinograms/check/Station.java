package io.tomodrift.sinograms.check;

import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.ProjectionSource;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import java.io.IOException;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * A stretch of a scan in memory: some views whose rays are looked at, and all the views that hold
 * their conjugates.
 */
final class Station {

  /** Room for geometries in which the conjugate lies a little farther off. */
  private static final double MARGIN_RAD = Math.toRadians(3);

  private final HelicalGeometry local;
  private final int period;
  private final int[] direct;
  private final int[] columns;
  private final LoadedViews data;

  private Station(HelicalGeometry local, int period, int[] direct, int[] columns) {
    this.local = local;
    this.period = period;
    this.direct = direct;
    this.columns = columns;
    this.data = new LoadedViews(local.detector(), local.views());
  }

  /** Angle between the first ray looked at and the last conjugate needed, rad. */
  static double lengthRad(double arcRad, double halfFanRad) {
    return arcRad + Math.PI + 2 * halfFanRad + MARGIN_RAD;
  }

  /** Views that a station keeps in memory, at most. */
  static int viewsHeld(
      HelicalGeometry geometry, double arcRad, int directViews, double halfFanRad) {
    double step = stepRad(geometry);
    int length = (int) Math.ceil(lengthRad(arcRad, halfFanRad) / step) + 1;
    int conjugates = (int) ((Math.PI - 2 * halfFanRad - MARGIN_RAD) / step);
    int period = FocalSpotMode.MOST_POSITIONS;
    return Math.min(geometry.views(), directViews + length - Math.max(0, conjugates - period));
  }

  /**
   * Reads a station.
   *
   * @param from its first view in the scan
   * @param arcRad the views looked at cover this angle
   * @param columns the columns looked at
   */
  static Station read(
      ProjectionSource source,
      int from,
      double arcRad,
      int directViews,
      int[] columns,
      double halfFanRad,
      RunContext context)
      throws IOException {
    HelicalGeometry whole = source.geometry();
    double step = stepRad(whole);
    int length = (int) Math.ceil(lengthRad(arcRad, halfFanRad) / step) + 1;
    int to = Math.min(whole.views(), from + length);
    HelicalGeometry local =
        new HelicalGeometry(
            whole.detector(),
            whole.sourceToDetectorMm(),
            whole.viewsPerTurn(),
            whole.focalSpotMode(),
            whole.poses().subList(from, to));
    int arcViews = Math.max(1, (int) (arcRad / step));
    int[] direct = ViewSample.spread(arcViews, directViews);
    int period = Math.max(1, FocalSpotPeriod.of(whole));
    Station station = new Station(local, period, direct, columns);
    int conjugates = (int) ((Math.PI - 2 * halfFanRad - MARGIN_RAD) / step) - period;
    station.load(source, from, conjugates, context);
    return station;
  }

  static double stepRad(HelicalGeometry geometry) {
    int last = geometry.views() - 1;
    return Math.abs(geometry.unwrappedRad(last) - geometry.unwrappedRad(0)) / last;
  }

  private void load(ProjectionSource source, int from, int conjugates, RunContext context)
      throws IOException {
    BitSet needed = new BitSet();
    for (int view : direct) {
      needed.set(view);
    }
    needed.set(Math.max(0, Math.min(conjugates, local.views())), local.views());
    int[] views = needed.stream().toArray();
    int elements = local.detector().elements();
    ViewReader.run(
        context,
        "read views",
        views.length,
        () -> data,
        (target, i) -> {
          short[] stored = new short[elements];
          target.set(views[i], stored, source.read(from + views[i], stored));
        });
  }

  HelicalGeometry geometry() {
    return local;
  }

  /** Compares all rays with their conjugates, supposing a geometry. */
  RayDifferences compare(HelicalGeometry supposed, RunContext context) {
    return compare(supposed, period, context);
  }

  /**
   * Compares rays with those half a turn later among alternate views, even if the geometry knows of
   * one focal spot only.
   */
  RayDifferences compareAlternating(HelicalGeometry supposed, RunContext context) {
    return compare(supposed, Math.max(2, period), context);
  }

  private RayDifferences compare(HelicalGeometry supposed, int period, RunContext context) {
    PlaneGeometry plane = new PlaneGeometry(supposed);
    RayDifferences result = new RayDifferences(direct.length, columns.length, period);
    ParallelLoop.run(
        context,
        "compare rays",
        direct.length,
        () -> new ConjugateRay(plane, period),
        (ray, group) -> compareView(ray, group, period, result));
    return result;
  }

  private void compareView(ConjugateRay ray, int group, int period, RayDifferences result) {
    int at = group * result.perGroup();
    for (int column : columns) {
      for (int turn = 0; turn < period; turn++) {
        int spot = (direct[group] + turn) % period;
        if (solve(ray, direct[group], column, spot) && covered(ray, direct[group])) {
          compareRay(ray, direct[group], result, at);
        }
        at++;
      }
    }
  }

  /**
   * Solves for a ray so little beside the column that it and its conjugate lie equally far between
   * columns: then interpolation blurs both alike.
   */
  private static boolean solve(ConjugateRay ray, int view, int column, int spot) {
    if (!ray.solve(view, column, spot)) {
      return false;
    }
    double between = ray.before.column - Math.floor(ray.before.column);
    return ray.solve(view, column + between / 2, spot);
  }

  private boolean covered(ConjugateRay ray, int view) {
    return data.covers(view, ray.direct)
        && data.covers(ray.viewBefore, ray.before)
        && data.covers(ray.viewAfter(), ray.after);
  }

  private void compareRay(ConjugateRay ray, int view, RayDifferences result, int at) {
    double here = data.value(view, ray.direct);
    double first = data.value(ray.viewBefore, ray.before);
    double second = data.value(ray.viewAfter(), ray.after);
    double f = ray.share;
    double difference = here - ((1 - f) * first + f * second);
    double variance =
        data.variance(ray.direct)
            + (1 - f) * (1 - f) * data.variance(ray.before)
            + f * f * data.variance(ray.after);
    double usual = 2 * LoadedViews.SMOOTHED;
    double weight = Math.exp(-Math.min(10, Math.max(0, here)));
    result.square[at] = (float) (weight * difference * difference * usual / variance);
    result.signal[at] = (float) (weight * here * here);
    result.noise[at] = (float) (weight * usual * data.noise(view, ray.direct));
  }

  /** Columns, every few, that have a conjugate however the centre is counted. */
  static int[] columns(HelicalGeometry geometry, int wanted) {
    int margin = 10;
    double middle = (geometry.detector().columns() - 1) / 2.0;
    double offset = Math.abs(geometry.detector().centreColumn() - middle);
    int from = margin + (int) Math.ceil(2 * offset);
    int to = geometry.detector().columns() - from;
    int step = Math.max(1, (to - from) / wanted);
    return IntStream.range(0, Math.max(0, (to - from + step - 1) / step))
        .map(i -> from + i * step)
        .toArray();
  }
}
