package io.tomodrift.metrics;

import java.util.Locale;

/**
 * The interval of values an image can take, on which PSNR and SSIM depend: numbers of different
 * ranges cannot be compared, so that it is always stated and travels with the result.
 *
 * @param min value that counts as black; SSIM, which is not invariant to offsets, is computed on
 *     value - min
 * @param max value that counts as white
 */
public record DataRange(double min, double max) {

  /** -1000 to 1000 HU: air to dense bone, length 2000. */
  public static final DataRange HU_2000 = new DataRange(-1000, 1000);

  /** -1000 to 3000 HU: nearly the full scale of 12 bits, length 4000. */
  public static final DataRange HU_4000 = new DataRange(-1000, 3000);

  /** Checks that the range is finite and not empty. */
  public DataRange {
    if (!(max > min) || Double.isInfinite(max - min)) {
      throw new IllegalArgumentException(
          "a data range needs finite min < max, got [%s, %s]".formatted(min, max));
    }
  }

  /** From 0 to {@code length}. */
  public static DataRange ofLength(double length) {
    return new DataRange(0, length);
  }

  /** Length L of the range. */
  public double length() {
    return max - min;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "[%s, %s]", min, max);
  }
}
