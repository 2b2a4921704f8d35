package io.tomodrift.fbp;

/**
 * The classical windows. Noise is the standard deviation of the image relative to {@link #RAM_LAK}
 * without interpolation, at cut-off 1 and for white noise in the projections: before and after the
 * linear interpolation of the back projector. The last two columns are the fractions of the Nyquist
 * frequency at which the window has fallen to 50 % and 10 %.
 *
 * <table>
 * <caption>Noise and resolution</caption>
 * <tr><th>window</th><th>noise</th><th>with interpolation</th><th>50 %</th><th>10 %</th></tr>
 * <tr><td>RAM_LAK</td><td>1.000</td><td>0.681</td><td>1</td><td>1</td></tr>
 * <tr><td>SHEPP_LOGAN</td><td>0.780</td><td>0.551</td><td>1</td><td>1</td></tr>
 * <tr><td>COSINE</td><td>0.443</td><td>0.354</td><td>0.667</td><td>0.936</td></tr>
 * <tr><td>HAMMING</td><td>0.334</td><td>0.278</td><td>0.528</td><td>0.906</td></tr>
 * <tr><td>HANN</td><td>0.300</td><td>0.257</td><td>0.500</td><td>0.795</td></tr>
 * </table>
 */
public enum RampWindow implements FilterWindow {
  /** No window: sharpest and noisiest. Ramachandran and Lakshminarayanan 1971, PNAS 68(9):2236. */
  RAM_LAK {
    @Override
    public double gain(double x) {
      return 1;
    }
  },
  /** {@code sin(pi x / 2) / (pi x / 2)}. Shepp and Logan 1974, IEEE Trans. Nucl. Sci. 21(3):21. */
  SHEPP_LOGAN {
    @Override
    public double gain(double x) {
      double half = Math.PI * x / 2;
      return half == 0 ? 1 : Math.sin(half) / half;
    }
  },
  /** {@code cos(pi x / 2)}. */
  COSINE {
    @Override
    public double gain(double x) {
      return Math.cos(Math.PI * x / 2);
    }
  },
  /** {@code 0.54 + 0.46 cos(pi x)}. */
  HAMMING {
    @Override
    public double gain(double x) {
      return 0.54 + 0.46 * Math.cos(Math.PI * x);
    }
  },
  /** {@code (1 + cos(pi x)) / 2}: smoothest of the five. */
  HANN {
    @Override
    public double gain(double x) {
      return (1 + Math.cos(Math.PI * x)) / 2;
    }
  }
}
