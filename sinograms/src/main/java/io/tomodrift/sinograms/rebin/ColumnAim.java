package io.tomodrift.sinograms.rebin;

/**
 * Where one column measured the rays of some neighbouring source angles, in one turn of one focal
 * spot position, and which of its rows some heights need. Scratch space of one thread.
 */
final class ColumnAim {

  private final double[] place = new double[Lanes.COUNT];
  private final double[] zMm = new double[Lanes.COUNT];
  private int column = -1;
  private int from;
  private int end;
  private boolean gaps;
  private double lowRow;
  private double highRow;

  /** Forgets the column. */
  void clear() {
    column = -1;
  }

  boolean holds(int wanted) {
    return column == wanted;
  }

  /**
   * Finds the views.
   *
   * @param sourceRad unwrapped source angles, of which {@code count} count
   */
  void find(
      RayMap map,
      SpotTrack track,
      ViewRange range,
      double[] sourceRad,
      int count,
      ZInterval heights,
      int newColumn) {
    column = newColumn;
    double offset = map.focalOffsetRad(column);
    int near = track.guess(sourceRad[0] + offset);
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    from = count;
    end = 0;
    int found = 0;
    for (int k = 0; k < count; k++) {
      double p = track.position(sourceRad[k] + offset, near);
      place[k] = p;
      zMm[k] = Double.NaN;
      if (p >= 0) {
        near = (int) p;
        if (available(track, range, p)) {
          double z = track.zMm(p);
          zMm[k] = z;
          low = z < low ? z : low;
          high = z > high ? z : high;
          from = from < k ? from : k;
          end = k + 1;
          found++;
        }
      }
    }
    gaps = found < end - from;
    double rowsPerMm = map.rowsPerMm(column);
    lowRow = (heights.fromMm() - high - map.liftMm(column)) * rowsPerMm;
    highRow = (heights.toMm() - low - map.liftMm(column)) * rowsPerMm;
  }

  private static boolean available(SpotTrack track, ViewRange range, double place) {
    int i = (int) place;
    return range.contains(track.view(i)) && (place == i || range.contains(track.view(i + 1)));
  }

  /** Fractional index of the view of each angle; NaN where nothing was measured. */
  double[] place() {
    return place;
  }

  /** Z of the focal centre for each angle, mm; NaN where the view is not in memory. */
  double[] zMm() {
    return zMm;
  }

  /** First angle whose views are in memory. */
  int from() {
    return from;
  }

  /** End of the angles whose views are in memory; not after {@link #from} if there are none. */
  int end() {
    return end;
  }

  /** True if some between these are missing. */
  boolean gaps() {
    return gaps;
  }

  /** Lowest row that the heights need, from the centre row; above {@link #highRow} if none. */
  double lowRow() {
    return from < end ? lowRow : Double.POSITIVE_INFINITY;
  }

  /** Highest row that the heights need, from the centre row. */
  double highRow() {
    return from < end ? highRow : Double.NEGATIVE_INFINITY;
  }
}
