package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.helical.ConeDetector;
import java.util.Arrays;

/**
 * One turn of one focal spot position at some neighbouring source angles: for each column the line
 * integrals {@code [row][angle]}, interpolated between views and reduced to the plane of rotation.
 * Columns are made when they are asked for; the last few are kept. Scratch space of one thread.
 */
final class ColumnPlanes {

  /** Columns kept, a power of two: those of one cubic interpolation. */
  private static final int KEPT = 4;

  /** Columns whose views are kept, a power of two. */
  private static final int AIMS = 16;

  /** Rows are made for columns this far off, whose channels may look at them. */
  private static final int NEIGHBOURS = 2;

  /** Places between views may differ by so much, in steps, and be interpolated alike. */
  private static final double SAME_PLACE_STEPS = 5e-4;

  private static final int EXACT = 0;
  private static final int LINEAR = 1;
  private static final int CUBIC = 2;

  private final ViewWindow window;
  private final Scratch scratch;
  private final boolean cubic;
  private final int columns;
  private final int rows;
  private final double centreRow;
  private final ColumnAim[] aims = new ColumnAim[AIMS];
  private final float[][] planes = new float[KEPT][];
  private final int[] held = new int[KEPT];
  private final double[] sourceRad = new double[Lanes.VIEWS];
  private RayMap map;
  private SpotTrack track;
  private ZInterval heights;
  private int angles;
  private double originMm;

  /** What all planes of a thread share. */
  static final class Scratch {
    private final RawLanes raw;
    private final float[][] shifted = new float[4][];
    private final double[] weights = new double[4];

    Scratch(ViewWindow window, int rows) {
      raw = new RawLanes(window);
      for (int i = 0; i < shifted.length; i++) {
        shifted[i] = Lanes.array(rows);
      }
    }
  }

  ColumnPlanes(ViewWindow window, Scratch scratch, ConeDetector detector, boolean cubic) {
    this.window = window;
    this.scratch = scratch;
    this.columns = detector.columns();
    this.rows = detector.rows();
    this.centreRow = detector.centreRow();
    this.cubic = cubic;
    for (int i = 0; i < AIMS; i++) {
      aims[i] = new ColumnAim();
    }
    for (int i = 0; i < KEPT; i++) {
      planes[i] = Lanes.array(rows);
    }
  }

  /**
   * Turns to other angles; nothing is looked for yet.
   *
   * @param newRad unwrapped source angles, of which {@code count} count
   * @param newHeights what is to be sampled
   */
  void start(RayMap newMap, SpotTrack newTrack, double[] newRad, int count, ZInterval newHeights) {
    map = newMap;
    track = newTrack;
    heights = newHeights;
    angles = count;
    originMm = track.zMm(track.guess(newRad[0] + map.lowestOffsetRad()));
    System.arraycopy(newRad, 0, sourceRad, 0, count);
    for (ColumnAim aim : aims) {
      aim.clear();
    }
    Arrays.fill(held, -1);
  }

  RayMap map() {
    return map;
  }

  /** Z of a focal centre nearby, which does not depend on what is in memory, mm. */
  double originMm() {
    return originMm;
  }

  /** Where a column measured its rays; valid until a column {@link #AIMS} away is asked for. */
  ColumnAim aim(int column) {
    ColumnAim aim = aims[column & (AIMS - 1)];
    if (!aim.holds(column)) {
      aim.find(map, track, window.range(), sourceRad, angles, heights, column);
    }
    return aim;
  }

  /** First row that is needed, where rows are counted from the centre row. */
  int firstRow(double lowRow) {
    return inside(Math.floor(lowRow + centreRow) - 1);
  }

  /** End of the rows that are needed, where rows are counted from the centre row. */
  int endRow(double highRow) {
    return inside(Math.ceil(highRow + centreRow) + 1) + 1;
  }

  private int inside(double row) {
    return (int) Math.max(0, Math.min(rows - 1.0, row));
  }

  /**
   * Line integrals of a column, {@code [row][angle]}; valid where the heights need them, and until
   * a column {@link #KEPT} away is asked for.
   */
  float[] plane(int column) {
    int slot = column & (KEPT - 1);
    if (held[slot] != column) {
      held[slot] = column;
      fill(column, planes[slot]);
    }
    return planes[slot];
  }

  private void fill(int column, float[] plane) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    int last = Math.min(columns - 1, column + NEIGHBOURS);
    for (int n = Math.max(0, column - NEIGHBOURS); n <= last; n++) {
      ColumnAim aim = aim(n);
      low = Math.min(low, aim.lowRow());
      high = Math.max(high, aim.highRow());
    }
    ColumnAim aim = aim(column);
    if (low > high || aim.from() >= aim.end()) {
      return;
    }
    int from = firstRow(low);
    int end = endRow(high);
    double reference = reference(aim);
    if (alike(aim, reference)) {
      fillAll(aim, reference, column, from, end, plane);
    } else {
      for (int k = aim.from(); k < aim.end(); k++) {
        if (!Double.isNaN(aim.zMm()[k])) {
          fillLane(aim, k, reference, column, from, end, plane);
        }
      }
    }
  }

  /**
   * The place between views of the first angle that was measured, a number that does not depend on
   * what is in memory; none if it coincides with a view.
   */
  private double reference(ColumnAim aim) {
    for (int k = 0; k < angles; k++) {
      double place = aim.place()[k];
      if (place >= 0) {
        return place - (int) place;
      }
    }
    return 0;
  }

  private int mode(double place) {
    int i = (int) place;
    if (place == i) {
      return EXACT;
    }
    return cubic && track.joined(i - 1) && track.joined(i + 1) && near(i) ? CUBIC : LINEAR;
  }

  private boolean near(int i) {
    ViewRange range = window.range();
    return range.contains(track.view(i - 1)) && range.contains(track.view(i + 2));
  }

  /** True if successive angles lie at the same place between successive views. */
  private boolean alike(ColumnAim aim, double reference) {
    double[] place = aim.place();
    int first = aim.from();
    int shift = (int) place[first] - first;
    int mode = mode(place[first]);
    for (int k = first; k < aim.end(); k++) {
      if (!(Math.abs(place[k] - (k + shift) - reference) <= SAME_PLACE_STEPS)
          || Double.isNaN(aim.zMm()[k])
          || (place[k] == k + shift) != (mode == EXACT)) {
        return false;
      }
    }
    return mode == EXACT || mode(place[aim.end() - 1]) == mode;
  }

  private void fillAll(ColumnAim aim, double t, int column, int from, int end, float[] plane) {
    int first = aim.from();
    int count = aim.end() - first;
    int i = (int) aim.place()[first];
    int mode = mode(aim.place()[first]);
    if (mode == EXACT) {
      scratch.raw.convert(track, i, count, map, column, from, end, plane, first);
      return;
    }
    float[][] s = scratch.shifted;
    int start = from * Lanes.COUNT;
    int length = (end - from) * Lanes.COUNT;
    int taps = mode == CUBIC ? 4 : 2;
    int before = mode == CUBIC ? 1 : 0;
    scratch.raw.convert(track, i - before, count + taps - 1, map, column, from, end, s[0], first);
    for (int j = 1; j < taps; j++) {
      System.arraycopy(s[0], start + j, s[j], start, length);
    }
    if (mode == CUBIC) {
      double[] w = scratch.weights;
      Cubic.weights(t, w);
      Lanes.four(
          s[0],
          (float) w[0],
          s[1],
          (float) w[1],
          s[2],
          (float) w[2],
          s[3],
          (float) w[3],
          plane,
          start,
          start + length);
    } else {
      Lanes.two(s[0], (float) (1 - t), s[1], (float) t, plane, start, start + length);
    }
  }

  /** One angle of its own, where views are not regular. */
  private void fillLane(
      ColumnAim aim, int k, double reference, int column, int from, int end, float[] plane) {
    double place = aim.place()[k];
    int i = (int) place;
    double t = Math.abs(place - i - reference) <= SAME_PLACE_STEPS ? reference : place - i;
    int mode = mode(place);
    if (mode == EXACT) {
      scratch.raw.convert(track, i, 1, map, column, from, end, plane, k);
      return;
    }
    float[] s = scratch.shifted[0];
    int before = mode == CUBIC ? 1 : 0;
    scratch.raw.convert(track, i - before, 2 + 2 * before, map, column, from, end, s, 0);
    double[] w = scratch.weights;
    Cubic.weights(t, w);
    float a = (float) (mode == CUBIC ? w[0] : 1 - t);
    float b = (float) (mode == CUBIC ? w[1] : t);
    float c = (float) (mode == CUBIC ? w[2] : 0);
    float d = (float) (mode == CUBIC ? w[3] : 0);
    for (int x = from * Lanes.COUNT; x < end * Lanes.COUNT; x += Lanes.COUNT) {
      plane[x + k] = a * s[x] + b * s[x + 1] + c * s[x + 2] + d * s[x + 3];
    }
  }
}
