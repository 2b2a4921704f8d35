package io.tomodrift.projectors.cpu;

/**
 * The convolution of real lines with a kernel whose spectrum is real and even, through a complex
 * transform of half the length for each line by itself.
 *
 * <p>With z the sequence whose real parts are the even and whose imaginary parts are the odd values
 * of a line, n = M/2 its length and Z its transform, the filtered line has
 *
 * <pre>
 * Z'[k] = (s - d sin t) Z[k] + i d cos t conj(Z[n - k])
 * s = H[k] + H[k + n]    d = H[k] - H[k + n]    t = pi k / n
 * </pre>
 *
 * A line never meets another one, so its result does not depend on what lies beside it. An odd M
 * has no half; there the whole line is transformed as real part, at twice the cost.
 */
final class LineSpectrum {

  private final LineTransform transform;
  private final boolean halved;
  private final int[] rows;
  private final int[] partners;
  private final float[] ownGains;
  private final float[] partnerGains;
  private final float[] crossGains;

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
    this.ownGains = new float[products];
    this.partnerGains = new float[products];
    this.crossGains = new float[products];
    for (int k = 0; k < products; k++) {
      rows[k] = rowOf[k];
      partners[k] = halved ? rowOf[(n - k) % n] : rowOf[k];
      double sum = halved ? spectrum[k] + spectrum[k + n] : spectrum[k];
      double difference = halved ? spectrum[k] - spectrum[k + n] : 0;
      double angle = Math.PI * k / n;
      ownGains[k] = (float) (sum - difference * Math.sin(angle));
      partnerGains[k] = (float) (sum + difference * Math.sin(angle));
      crossGains[k] = (float) (difference * Math.cos(angle));
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
      block.mix(rows[k], partners[k], ownGains[k], partnerGains[k], crossGains[k]);
    }
    transform.inverse(block);
  }
}
