package io.tomodrift.fbp;

import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;

/**
 * Weighting and convolution of a full turn written out in space, with every factor open to error.
 */
record DirectFilter(RampKernel kernel, double redundancy, boolean cosine, double factor) {

  /** {@code q[n] = factor pitch sum_m h[n - m] redundancy cos(gamma_m) p[m]} of slice 0. */
  FloatStack filter(Sinogram sinogram) {
    ScanGeometry geometry = sinogram.geometry();
    int channels = geometry.channels();
    FloatStack filtered = FloatStack.interleaved(1, geometry.views(), channels);
    double[] weighted = new double[channels];
    for (int v = 0; v < geometry.views(); v++) {
      for (int m = 0; m < channels; m++) {
        double p = sinogram.stack().get(0, v, m);
        weighted[m] = redundancy * p * (cosine ? cosineOf(geometry, m) : 1);
      }
      for (int n = 0; n < channels; n++) {
        double sum = kernel.tap(0) * weighted[n];
        for (int m = (n + 1) % 2; m < channels; m += 2) {
          sum += kernel.tap(n - m) * weighted[m];
        }
        filtered.set(0, v, n, (float) (factor * kernel.pitch() * sum));
      }
    }
    return filtered;
  }

  /** Cosine of the angle between a ray and the central ray of its view. */
  private static double cosineOf(ScanGeometry geometry, int channel) {
    var ray = geometry.ray(0, channel);
    var central = geometry.ray(0, geometry.detector().centreChannel());
    return ray.directionX() * central.directionX() + ray.directionY() * central.directionY();
  }
}
