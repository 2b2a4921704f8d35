package io.tomodrift.projectors.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * The complex discrete Fourier transform of many lines at once, in place, of a length without prime
 * factors above 5.
 *
 * <p>The forward transform decimates in frequency and leaves frequency {@link #frequency} in each
 * row; the inverse starts from that order and decimates in time, so nothing is ever sorted. Both
 * finish a part of the rows before they go to the next one, so that all but the outermost stage
 * find their rows in the cache. Each line is treated alike and by itself: its result has the same
 * bits whatever the number of lines and whatever they hold.
 *
 * <p><b>Accuracy</b>: twiddle factors are rounded from double precision. <b>Threading</b>:
 * immutable. <b>Reference</b>: Cooley and Tukey 1965, Math. Comput. 19:297; Gentleman and Sande
 * 1966, AFIPS 29:563.
 */
final class LineTransform {

  private final int length;
  private final List<Stage> stages = new ArrayList<>();
  private final int[] frequencies;

  /**
   * Plans.
   *
   * @throws IllegalArgumentException if the length has a prime factor above 5
   */
  LineTransform(int length) {
    this.length = length;
    int rest = length;
    for (int radix : new int[] {4, 5, 3, 2}) {
      while (rest > 1 && rest % radix == 0) {
        stages.add(Stage.of(radix, rest / radix));
        rest /= radix;
      }
    }
    if (rest != 1) {
      throw new IllegalArgumentException(
          "a transform of %d values has the prime factor %d; only 2, 3 and 5 are supported"
              .formatted(length, rest));
    }
    this.frequencies = new int[length];
    order(0, 0, 0, 1);
  }

  /**
   * One stage of butterflies.
   *
   * @param radix inputs of a butterfly
   * @param span distance of these inputs, and length of the transforms that remain
   * @param cosines of {@code -2 pi q j / (radix span)} at {@code [(q - 1) span + j]}
   * @param sines of the same angles
   */
  @SuppressWarnings("ArrayRecordComponent") // a table, never compared
  private record Stage(int radix, int span, float[] cosines, float[] sines) {

    static Stage of(int radix, int span) {
      float[] cosines = new float[(radix - 1) * span];
      float[] sines = new float[(radix - 1) * span];
      for (int q = 1; q < radix; q++) {
        for (int j = 0; j < span; j++) {
          double angle = -2 * Math.PI * q * j / ((double) radix * span);
          cosines[(q - 1) * span + j] = (float) Math.cos(angle);
          sines[(q - 1) * span + j] = (float) Math.sin(angle);
        }
      }
      return new Stage(radix, span, cosines, sines);
    }
  }

  private void order(int stage, int first, int frequency, int step) {
    if (stage == stages.size()) {
      frequencies[first] = frequency;
      return;
    }
    Stage s = stages.get(stage);
    for (int q = 0; q < s.radix(); q++) {
      order(stage + 1, first + q * s.span(), frequency + q * step, step * s.radix());
    }
  }

  /** Elements of a sequence. */
  int length() {
    return length;
  }

  /** The frequency that a row holds after {@link #forward}. */
  int frequency(int row) {
    return frequencies[row];
  }

  /** Transforms all rows. */
  void forward(LineBlock block) {
    forward(block, 0, 0);
  }

  /** Undoes {@link #forward}, except that every value comes out times {@link #length}. */
  void inverse(LineBlock block) {
    inverse(block, 0, 0);
  }

  private void forward(LineBlock block, int stage, int first) {
    if (stage == stages.size()) {
      return;
    }
    Stage s = stages.get(stage);
    for (int j = 0; j < s.span(); j++) {
      block.butterfly(s.radix(), first + j, s.span(), false);
      twiddle(block, s, first, j, 1);
    }
    if (s.span() > 1) {
      for (int q = 0; q < s.radix(); q++) {
        forward(block, stage + 1, first + q * s.span());
      }
    }
  }

  private void inverse(LineBlock block, int stage, int first) {
    if (stage == stages.size()) {
      return;
    }
    Stage s = stages.get(stage);
    if (s.span() > 1) {
      for (int q = 0; q < s.radix(); q++) {
        inverse(block, stage + 1, first + q * s.span());
      }
    }
    for (int j = 0; j < s.span(); j++) {
      twiddle(block, s, first, j, -1);
      block.butterfly(s.radix(), first + j, s.span(), true);
    }
  }

  private static void twiddle(LineBlock block, Stage s, int first, int j, int sign) {
    if (j == 0) {
      return;
    }
    int span = s.span();
    for (int q = 1; q < s.radix(); q++) {
      int at = (q - 1) * span + j;
      block.rotate(first + q * span + j, s.cosines()[at], sign * s.sines()[at]);
    }
  }
}
