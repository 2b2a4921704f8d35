package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.Projector;

/**
 * Reciprocals of the row and column sums of one subset of views, the same for every slice; each is
 * computed when first asked for.
 */
final class RaySums {

  private final Projector projector;
  private float[] rays;
  private float[] pixels;

  RaySums(Projector projector) {
    this.projector = projector;
  }

  /** 1 / (A 1), one a ray, 1/mm; 0 where the sum is. */
  float[] perRay() {
    if (rays == null) {
      FloatStack image = image();
      FloatStack data = data();
      image.fill(1);
      projector.forward(image, data);
      rays = invert(data.data());
    }
    return rays;
  }

  /** 1 / (A^T 1), one a pixel, 1/mm; 0 where the sum is. */
  float[] perPixel() {
    if (pixels == null) {
      FloatStack image = image();
      FloatStack data = data();
      data.fill(1);
      projector.adjoint(data, image);
      pixels = invert(image.data());
    }
    return pixels;
  }

  private FloatStack image() {
    return FloatStack.interleaved(1, projector.grid().rows(), projector.grid().columns());
  }

  private FloatStack data() {
    return FloatStack.interleaved(1, projector.geometry().views(), projector.geometry().channels());
  }

  private static float[] invert(float[] sums) {
    for (int k = 0; k < sums.length; k++) {
      sums[k] = sums[k] > 0 ? 1 / sums[k] : 0;
    }
    return sums;
  }
}
