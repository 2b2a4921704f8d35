package io.tomodrift.sinograms.rebin;

/**
 * The rows of two focal spot positions between which heights are interpolated, as a broken line.
 * Where the rows of both take turns, with a row of B at a share p of the way from each row of A to
 * the next, and x counted in rows of A from row a:
 *
 * <pre>
 * value(x) = A[a] + x D[a] + max(0, x - p) K[a],   D = (B - A) / p,   K = (A' - B) / (1 - p) - D
 * </pre>
 *
 * so that a height takes one index and no decision. Rows that nearly coincide, where the slopes
 * would grow without bound, are left to the caller. Scratch space of one thread.
 */
final class InterlacedRows {

  /** Rows closer than this, in rows, are not taken. */
  private static final double NEAREST_ROWS = 0.02;

  private final int lastRow;
  private final float[] index;
  private float[] low;
  private final float[] next;
  private final float[] between;
  private final float[] slope;
  private final float[] halfKink;
  private ChannelRun run;
  private ChannelRun other;
  private double baseMm;
  private double perMm;
  private double otherBaseMm;
  private double otherPerMm;
  private int firstRow;
  private int endRow;
  private int shift;
  private double share;
  private double sharePerRow;

  InterlacedRows(int rows) {
    this.lastRow = rows - 1;
    this.index = new float[rows];
    this.next = new float[rows];
    this.between = new float[rows];
    this.slope = new float[rows];
    this.halfKink = new float[rows];
    for (int r = 0; r < rows; r++) {
      index[r] = r;
    }
  }

  /** Finds the rows that take turns; false if there are none. Does not look at values. */
  boolean locate(ChannelRun a, ChannelRun b) {
    run = a;
    other = b;
    baseMm = a.baseMm();
    perMm = 1 / a.slopeMm();
    otherBaseMm = b.baseMm();
    otherPerMm = 1 / b.slopeMm();
    int middle = lastRow / 2;
    shift = (int) Math.ceil((a.rowMm(middle) - otherBaseMm) * otherPerMm) - middle;
    sharePerRow = b.slopeMm() * perMm - 1;
    share = (b.rowMm(shift) - baseMm) * perMm;
    firstRow = Math.max(0, -shift);
    endRow = Math.min(lastRow, lastRow - shift + 1);
    keepBetween(NEAREST_ROWS - share, 1 - NEAREST_ROWS - share);
    return firstRow < endRow;
  }

  /** Keeps the rows whose growing share is between two values. */
  private void keepBetween(double low, double high) {
    if (sharePerRow == 0) {
      endRow = low <= 0 && high >= 0 ? endRow : firstRow;
      return;
    }
    double one = low / sharePerRow;
    double other = high / sharePerRow;
    firstRow = (int) Math.max(firstRow, Math.ceil(Math.min(one, other)));
    endRow = (int) Math.min(endRow, Math.floor(Math.max(one, other)) + 1);
  }

  /** True if a height lies between rows that take turns. */
  boolean covers(double zMm) {
    double row = (zMm - baseMm) * perMm;
    return row >= firstRow && row < endRow;
  }

  /** Prepares the rows for the heights between two that are covered. */
  void build(double lowestMm, double highestMm) {
    int from = (int) ((lowestMm - baseMm) * perMm);
    int to = (int) ((highestMm - baseMm) * perMm) + 1;
    low = run.values();
    System.arraycopy(low, from + 1, next, from, to - from);
    System.arraycopy(other.values(), from + shift, between, from, to - from);
    bend(low, next, between, index, (float) share, (float) sharePerRow, slope, halfKink, from, to);
  }

  private static void bend(
      float[] low,
      float[] high,
      float[] between,
      float[] index,
      float share,
      float sharePerRow,
      float[] slope,
      float[] halfKink,
      int from,
      int to) {
    for (int r = from; r < to; r++) {
      float p = share + sharePerRow * index[r];
      float rest = 1 - p;
      float scale = 1 / (p * rest);
      float first = (between[r] - low[r]) * (rest * scale);
      float second = (high[r] - between[r]) * (p * scale);
      slope[r] = first;
      halfKink[r] = 0.5f * (second - first);
    }
  }

  /** Adds the weighted values at heights {@code from} to {@code to} (exclusive), all covered. */
  void add(
      double[] heightsMm,
      int from,
      int to,
      RowWeight weight,
      float[] sum,
      float[] total,
      int start) {
    float[] table = weight.table();
    // The row that is weighted is the mean of both: (z - base) / slope of A and B, halved.
    double perEntry = 0.5 * weight.entriesPerRow();
    double entryPerMm = perEntry * (perMm + otherPerMm);
    double entryBase = perEntry * (baseMm * perMm + otherBaseMm * otherPerMm + 2 * weight.middle());
    float[] lows = low;
    float[] d = slope;
    float[] k = halfKink;
    double base = baseMm;
    double per = perMm;
    double p = share;
    double step = sharePerRow;
    for (int j = from; j < to; j++) {
      double z = heightsMm[j];
      double row = (z - base) * per;
      int a = (int) row;
      double x = row - a;
      float beyond = (float) (x - (p + step * a));
      float w = table[(int) (Math.abs(z * entryPerMm - entryBase) + 0.5)];
      float value = lows[a] + (float) x * d[a] + (beyond + Math.abs(beyond)) * k[a];
      sum[start + j] += w * value;
      total[start + j] += w;
    }
  }
}
