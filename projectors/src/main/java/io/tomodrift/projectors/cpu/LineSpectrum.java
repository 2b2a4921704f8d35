package io.tomodrift.projectors.cpu;

/**
 * The convolution of real lines with a kernel whose spectrum is real and even, through a complex
 * transform of half the length for each line by itself.
 *
 * <p>With z the sequence whose real parts are the even and whose imaginary parts are the odd values
 * of a line, n = M/2 its length and Z its transform, the filtered line has
 *
 * <pre>
 * Z'[k] = (s - d sin t) Z[k] + d cos t C    C = i conj(Z[n - k])
 * s = H[k] + H[k + n]    d = H[k] - H[k + n]    t = pi k / n
 * </pre>
 *
 * Low frequencies make Z[k] and C nearly equal, and high ones opposite. The product is therefore
 * taken of {@code Z[k] + C} and {@code Z[k] - C}: the small gain of a ramp at low frequencies,
 * where projections are largest, would be lost as the difference of two large ones.
 *
 * <p>A line never meets another one, so its result does not depend on what lies beside it. An odd M
 * has no half; there the whole line is transformed as real part, at twice the cost.
 */
final class LineSpectrum {

  private final LineTransform transform;
  private final boolean halved;
  private final int[] rows;
  private final int[] partners;
  private final Gains own;
  private final Gains partner;

  /**
   * Prepares the products.
   *
   * @param spectrum values at frequency 0 to M - 1, real and even, scaled by 1/M
   */
  LineSpectrum(double[] spectrum) {
    int size = spectrum.length;
    this.halved = size % 2 == 0;
    int n = halved ? size / 2 : size;
    this.transform = new LineTransform(n);
    int[] rowOf = new int[n];
    for (int row = 0; row < n; row++) {
      rowOf[transform.frequency(row)] = row;
    }
    int products = halved ? n / 2 + 1 : n;
    this.rows = new int[products];
    this.partners = new int[products];
    this.own = new Gains(products);
    this.partner = new Gains(products);
    for (int k = 0; k < products; k++) {
      rows[k] = rowOf[k];
      partners[k] = halved ? rowOf[(n - k) % n] : rowOf[k];
      double sum = halved ? spectrum[k] + spectrum[k + n] : spectrum[k];
      double difference = halved ? spectrum[k] - spectrum[k + n] : 0;
      double angle = Math.PI * k / n;
      double turned = difference * Math.sin(angle);
      double cross = halved ? difference * Math.cos(angle) : 0;
      own.set(k, sum - turned, cross);
      partner.set(k, sum + turned, cross);
    }
  }

  /** Factors of {@code Z[k] + C} and of {@code Z[k] - C}. */
  private static final class Gains {
    final float[] sum;
    final float[] difference;

    Gains(int count) {
      sum = new float[count];
      difference = new float[count];
    }

    void set(int k, double straight, double crossed) {
      sum[k] = (float) ((straight + crossed) / 2);
      difference[k] = (float) ((straight - crossed) / 2);
    }
  }

  /** Rows that {@link #filter} needs: half the length of the spectrum if that is even. */
  int rows() {
    return transform.length();
  }

  /** True if position p is real (p even) or imaginary part (p odd) of row p/2, else of row p. */
  boolean halved() {
    return halved;
  }

  /** Filters the lines of a block; rows without positions must hold zeros. */
  void filter(LineBlock block) {
    transform.forward(block);
    for (int k = 0; k < rows.length; k++) {
      if (rows[k] == partners[k]) {
        block.mix(rows[k], rows[k], own.sum[k], own.difference[k]);
      } else {
        block.mixBoth(
            rows[k],
            partners[k],
            own.sum[k],
            own.difference[k],
            partner.sum[k],
            partner.difference[k]);
      }
    }
    transform.inverse(block);
  }
}
