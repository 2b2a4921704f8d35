package io.tomodrift.metrics;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import java.util.Arrays;

/**
 * Mutual information of two images of different modality in a mask, and whether a shift would make
 * it larger: a check of registration that needs no landmarks.
 *
 * <p><b>Definition</b>: {@code H(a) + H(b) - H(a, b)} in nats, of a joint histogram of 64 x 64
 * cells between the 0.5th and 99.5th percentile of each image in the mask. <b>Reference</b>: Maes
 * et al. 1997, IEEE Trans. Med. Imaging 16:187.
 *
 * @param nats as the images are
 * @param bestNats largest of all shifts tried
 * @param bestRows rows the first image would have to be shifted for it
 * @param bestColumns columns likewise
 */
public record MutualInformation(double nats, double bestNats, int bestRows, int bestColumns) {

  private static final int CELLS = 64;

  /**
   * As the images are, without shifts.
   *
   * @param mask where they are compared
   * @return nats, 0 or more
   * @throws IllegalArgumentException if the mask is empty
   */
  public static double nats(FloatStack first, FloatStack second, Mask mask) {
    return nats(cells(first, mask), cells(second, mask), mask, 0, 0);
  }

  /**
   * Tries all in-plane shifts up to a limit.
   *
   * @param mask of the second image; the part that a shift leaves without a partner is left out
   * @param reach largest shift of rows and of columns, pixels
   * @param step distance of the shifts tried, pixels, a divisor of {@code reach}
   */
  public static MutualInformation of(
      FloatStack first, FloatStack second, Mask mask, int reach, int step) {
    byte[] a = cells(first, mask);
    byte[] b = cells(second, mask);
    double still = nats(a, b, mask, 0, 0);
    double best = still;
    int bestRows = 0;
    int bestColumns = 0;
    for (int rows = -reach; rows <= reach; rows += step) {
      for (int columns = -reach; columns <= reach; columns += step) {
        double value = nats(a, b, mask, rows, columns);
        if (value > best) {
          best = value;
          bestRows = rows;
          bestColumns = columns;
        }
      }
    }
    return new MutualInformation(still, best, bestRows, bestColumns);
  }

  private static byte[] cells(FloatStack stack, Mask mask) {
    Shapes.requireSame(Samples.of(stack), mask);
    float[] data = stack.toLayout(SliceLayout.PLANAR).data();
    boolean[] inside = mask.toArray();
    float[] sorted = new float[(int) mask.count()];
    int count = 0;
    for (int i = 0; i < inside.length; i++) {
      if (inside[i]) {
        sorted[count++] = data[i];
      }
    }
    if (count == 0) {
      throw new IllegalArgumentException("the mask has no voxel");
    }
    Arrays.sort(sorted);
    double low = sorted[(int) (0.005 * (count - 1))];
    double high = sorted[(int) (0.995 * (count - 1))];
    double perCell = high > low ? CELLS / (high - low) : 0;
    byte[] cells = new byte[data.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = (byte) Math.max(0, Math.min(CELLS - 1, (data[i] - low) * perCell));
    }
    return cells;
  }

  private static double nats(byte[] a, byte[] b, Mask mask, int down, int across) {
    long[] joint = new long[CELLS * CELLS];
    int rows = mask.rows();
    int columns = mask.columns();
    for (int s = 0; s < mask.slices(); s++) {
      for (int r = Math.max(0, down); r < Math.min(rows, rows + down); r++) {
        for (int c = Math.max(0, across); c < Math.min(columns, columns + across); c++) {
          if (mask.contains(s, r, c)) {
            int fixed = (s * rows + r) * columns + c;
            int moved = fixed - down * columns - across;
            joint[a[moved] * CELLS + b[fixed]]++;
          }
        }
      }
    }
    long[] ofA = new long[CELLS];
    long[] ofB = new long[CELLS];
    for (int i = 0; i < joint.length; i++) {
      ofA[i / CELLS] += joint[i];
      ofB[i % CELLS] += joint[i];
    }
    return entropy(ofA) + entropy(ofB) - entropy(joint);
  }

  private static double entropy(long[] counts) {
    double total = Arrays.stream(counts).sum();
    double sum = 0;
    for (long count : counts) {
      if (count > 0) {
        double share = count / total;
        sum -= share * Math.log(share);
      }
    }
    return sum;
  }
}
