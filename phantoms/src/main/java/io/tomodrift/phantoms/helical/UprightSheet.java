package io.tomodrift.phantoms.helical;

import java.util.Arrays;

/**
 * The cut of a volume with the plane of one {@link ColumnFan}, sampled where the plane's trace
 * crosses the pixel planes of the dominant axis: sample j has a value v(j, k) at every slice k.
 *
 * <p>It keeps running sums over j of v and of j v. Along an oblique ray the fractional slice is
 * {@code z(j) = z0 + dz j}; while it stays between slices k and k + 1, the sum of {@code (1 - w)
 * v(j, k) + w v(j, k + 1)} with {@code w = z(j) - k} needs only differences of these sums. So a ray
 * costs a few operations for each slice it crosses instead of many for each pixel, and the result
 * is that of Joseph's method up to rounding.
 *
 * <p>Mutable, for one thread.
 */
final class UprightSheet {

  private static final int LINE = 16;

  private final VoxelColumns voxels;

  /** Number of samples before each that are not empty. */
  private final int[] filled;

  // Of each sample that is not empty: where its two pixels begin, weight of the second, number j,
  // and the slices that rays can need there.
  private final int[] lower;
  private final int[] upper;
  private final float[] weight;
  private final double[] position;
  private final int[] fromSlice;
  private final int[] toSlice;

  /** Sum and moment of each slice of the window, before each filled sample. */
  private double[] running = new double[0];

  private int samples;
  private int width;
  private int lowSlice;
  private double lowSlope;
  private double highSlope;
  private double firstU;
  private double stepU;
  private double sourceSlice;
  private double sliceRise;

  UprightSheet(VoxelColumns voxels) {
    this.voxels = voxels;
    int most = Math.max(voxels.columns, voxels.rows);
    this.filled = new int[most + 1];
    this.lower = new int[most];
    this.upper = new int[most];
    this.weight = new float[most];
    this.position = new double[most];
    this.fromSlice = new int[most];
    this.toSlice = new int[most];
  }

  /**
   * Samples the plane for rays with slopes from {@code lowSlope} to {@code highSlope}.
   *
   * @return false if no such ray meets the volume
   */
  boolean cut(ColumnFan fan, double lowSlope, double highSlope) {
    double column = voxels.columnAt(fan.sourceX);
    double row = voxels.rowAt(fan.sourceY);
    double columnRise = fan.alongX / voxels.frame().columnSpacingMm();
    double rowRise = -fan.alongY / voxels.frame().rowSpacingMm();
    sourceSlice = voxels.sliceAt(fan.sourceZ);
    sliceRise = 1 / voxels.frame().sliceSpacingMm();
    boolean alongColumns = Math.abs(columnRise) >= Math.abs(rowRise);
    double across = alongColumns ? row : column;
    double acrossRise = alongColumns ? rowRise / columnRise : columnRise / rowRise;
    double start = alongColumns ? column : row;
    int count = alongColumns ? voxels.columns : voxels.rows;
    int width = alongColumns ? voxels.rows : voxels.columns;
    double atZero = across - start * acrossRise;
    int first = firstInside(atZero, acrossRise, count, width);
    int end = endInside(atZero, acrossRise, count, width);
    samples = Math.max(0, end - first);
    double rising = alongColumns ? columnRise : rowRise;
    int direction = rising > 0 ? 1 : -1;
    int nearest = direction > 0 ? first : end - 1;
    stepU = 1 / Math.abs(rising);
    firstU = (nearest - start) / rising;
    this.lowSlope = lowSlope;
    this.highSlope = highSlope;
    if (samples == 0 || !windowSlices()) {
      return false;
    }
    accumulate(
        gather(
            alongColumns,
            nearest,
            direction,
            atZero + nearest * acrossRise,
            direction * acrossRise));
    return true;
  }

  /** First index whose position across lies within half a pixel of the volume. */
  private static int firstInside(double atZero, double rise, int count, int width) {
    double low = 0;
    if (rise > 0) {
      low = Math.ceil((-0.5 - atZero) / rise);
    } else if (rise < 0) {
      low = Math.ceil((width - 0.5 - atZero) / rise);
    } else if (atZero < -0.5 || atZero > width - 0.5) {
      return count;
    }
    return (int) Math.min(count, Math.max(0, low));
  }

  private static int endInside(double atZero, double rise, int count, int width) {
    double high = count;
    if (rise > 0) {
      high = Math.floor((width - 0.5 - atZero) / rise) + 1;
    } else if (rise < 0) {
      high = Math.floor((-0.5 - atZero) / rise) + 1;
    }
    return (int) Math.min(count, Math.max(0, high));
  }

  /** The slices that rays of these slopes can need; false if there are none. */
  private boolean windowSlices() {
    double farthest = firstU + (samples - 1) * stepU;
    double low = Math.min(lowestSlice(firstU), lowestSlice(farthest));
    double high = Math.max(highestSlice(firstU), highestSlice(farthest));
    lowSlice = clamp(Math.floor(low));
    width = clamp(Math.floor(high) + 1) - lowSlice + 1;
    return high >= -0.5 && low <= voxels.slices - 0.5;
  }

  private double lowestSlice(double u) {
    return sourceSlice + sliceRise * Math.min(lowSlope * u, highSlope * u);
  }

  private double highestSlice(double u) {
    return sourceSlice + sliceRise * Math.max(lowSlope * u, highSlope * u);
  }

  private int clamp(double slice) {
    return (int) Math.max(0, Math.min(voxels.slices - 1.0, slice));
  }

  /**
   * Lists the samples that are not empty, from the focal spot outward. It also reads one value of
   * each cache line that they need: these reads do not wait for each other, as those of the sums
   * would, and take most of the time of a volume larger than the caches.
   *
   * @return how many
   */
  private int gather(
      boolean alongColumns, int nearest, int direction, double across, double acrossRise) {
    float[] values = voxels.values();
    int last = (alongColumns ? voxels.rows : voxels.columns) - 1;
    int used = 0;
    int low = voxels.slices - 1;
    int high = 0;
    float sum = 0;
    for (int j = 0; j < samples; j++) {
      double at = across + j * acrossRise;
      int below = (int) Math.floor(at);
      int a = Math.max(0, below);
      int b = Math.min(last, below + 1);
      int along = nearest + direction * j;
      int start = alongColumns ? voxels.start(a, along) : voxels.start(along, a);
      int next = alongColumns ? voxels.start(b, along) : voxels.start(along, b);
      // Windows only grow, so that a slice once summed is summed to the end.
      double u = firstU + j * stepU;
      low = Math.min(low, clamp(Math.floor(lowestSlice(u))));
      high = Math.max(high, clamp(Math.floor(highestSlice(u)) + 1));
      if (start != VoxelColumns.EMPTY || next != VoxelColumns.EMPTY) {
        lower[used] = start + lowSlice - voxels.firstSlice;
        upper[used] = next + lowSlice - voxels.firstSlice;
        weight[used] = (float) (at - below);
        position[used] = j;
        fromSlice[used] = low - lowSlice;
        toSlice[used] = high + 1 - lowSlice;
        used++;
        int to = high - voxels.firstSlice;
        for (int k = low - voxels.firstSlice; k < to; k += LINE) {
          sum += values[start + k] + values[next + k];
        }
        sum += values[start + to] + values[next + to];
      }
      filled[j + 1] = used;
    }
    if (Float.isNaN(sum)) {
      throw new IllegalStateException("a sum of finite voxels is not a number");
    }
    return used;
  }

  private void accumulate(int used) {
    int needed = 2 * (used + 1) * width;
    if (running.length < needed) {
      running = new double[needed];
    }
    int from = 0;
    int to = 0;
    int sample = 0;
    while (sample < used) {
      int count = sample + 3 < used ? 4 : 1;
      int newFrom = fromSlice[sample + count - 1];
      int newTo = toSlice[sample + count - 1];
      int row = 2 * sample * width;
      if (sample == 0) {
        from = newTo;
        to = newTo;
      }
      // Only differences count, so that a slice may enter with any value; zero keeps the digits.
      Arrays.fill(running, row + 2 * newFrom, row + 2 * from, 0);
      Arrays.fill(running, row + 2 * to, row + 2 * newTo, 0);
      from = newFrom;
      to = newTo;
      if (count == 4) {
        addFour(sample, from, to);
      } else {
        addOne(sample, from, to);
      }
      sample += count;
    }
  }

  private void addOne(int sample, int from, int to) {
    float[] values = voxels.values();
    double[] state = running;
    int a = lower[sample];
    int b = upper[sample];
    float w = weight[sample];
    double j = position[sample];
    int before = 2 * sample * width;
    int after = before + 2 * width;
    for (int k = from; k < to; k++) {
      double v = values[a + k] + w * (values[b + k] - values[a + k]);
      state[after + 2 * k] = state[before + 2 * k] + v;
      state[after + 2 * k + 1] = state[before + 2 * k + 1] + j * v;
    }
  }

  /** Four samples at a time: a third less traffic than one by one. */
  private void addFour(int sample, int from, int to) {
    float[] values = voxels.values();
    double[] state = running;
    int a0 = lower[sample];
    int a1 = lower[sample + 1];
    int a2 = lower[sample + 2];
    int a3 = lower[sample + 3];
    int b0 = upper[sample];
    int b1 = upper[sample + 1];
    int b2 = upper[sample + 2];
    int b3 = upper[sample + 3];
    float w0 = weight[sample];
    float w1 = weight[sample + 1];
    float w2 = weight[sample + 2];
    float w3 = weight[sample + 3];
    double j0 = position[sample];
    double j1 = position[sample + 1];
    double j2 = position[sample + 2];
    double j3 = position[sample + 3];
    int lane = 2 * width;
    int at = sample * lane;
    for (int k = from; k < to; k++) {
      int i = at + 2 * k;
      double v0 = values[a0 + k] + w0 * (values[b0 + k] - values[a0 + k]);
      double v1 = values[a1 + k] + w1 * (values[b1 + k] - values[a1 + k]);
      double v2 = values[a2 + k] + w2 * (values[b2 + k] - values[a2 + k]);
      double v3 = values[a3 + k] + w3 * (values[b3 + k] - values[a3 + k]);
      double sum = state[i] + v0;
      double moment = state[i + 1] + j0 * v0;
      state[i + lane] = sum;
      state[i + lane + 1] = moment;
      sum += v1;
      moment += j1 * v1;
      state[i + 2 * lane] = sum;
      state[i + 2 * lane + 1] = moment;
      sum += v2;
      moment += j2 * v2;
      state[i + 3 * lane] = sum;
      state[i + 3 * lane + 1] = moment;
      sum += v3;
      moment += j3 * v3;
      state[i + 4 * lane] = sum;
      state[i + 4 * lane + 1] = moment;
    }
  }

  /** The integral along the ray of a slope, in units of the values times mm. */
  double integral(double slope) {
    double z = sourceSlice + sliceRise * slope * firstU;
    double rise = sliceRise * slope * stepU;
    double top = voxels.slices - 0.5;
    int j = 0;
    int end = samples;
    if (rise > 0) {
      j = (int) Math.max(0, Math.ceil((-0.5 - z) / rise));
      end = (int) Math.min(samples, Math.floor((top - z) / rise) + 1);
    } else if (rise < 0) {
      j = (int) Math.max(0, Math.ceil((top - z) / rise));
      end = (int) Math.min(samples, Math.floor((-0.5 - z) / rise) + 1);
    } else if (z < -0.5 || z > top) {
      return 0;
    }
    double total = 0;
    double perSlice = 1 / rise;
    int slice = (int) Math.floor(z + rise * j);
    while (j < end) {
      int next = end;
      if (rise > 0) {
        next = (int) Math.min(end, Math.ceil((slice + 1 - z) * perSlice));
      } else if (rise < 0) {
        next = (int) Math.min(end, Math.floor((slice - z) * perSlice) + 1);
      }
      if (next > j) {
        total += between(slice, j, next, z - slice, rise);
        j = next;
      }
      slice += rise < 0 ? -1 : 1;
    }
    return total * stepU * ColumnFan.stretch(slope);
  }

  /** The samples from j to next - 1, whose ray lies between two slices; w = start + rise j. */
  private double between(int slice, int j, int next, double start, double rise) {
    int edge = Math.max(0, Math.min(voxels.slices - 1, slice));
    int from = 2 * (filled[j] * width + edge - lowSlice);
    int to = 2 * (filled[next] * width + edge - lowSlice);
    double lower = running[to] - running[from];
    if (slice < 0 || slice >= voxels.slices - 1) {
      return lower;
    }
    double lowerMoment = running[to + 1] - running[from + 1];
    double upper = running[to + 2] - running[from + 2];
    double upperMoment = running[to + 3] - running[from + 3];
    return lower + start * (upper - lower) + rise * (upperMoment - lowerMoment);
  }
}
