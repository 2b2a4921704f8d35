package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.Projector;

/** The reciprocals of the row and column sums of one subset of views, the same for every slice. */
final class SartWeights {

  private final float[] rays;
  private final float[] pixels;

  SartWeights(Projector projector) {
    FloatStack image =
        FloatStack.interleaved(1, projector.grid().rows(), projector.grid().columns());
    FloatStack data =
        FloatStack.interleaved(1, projector.geometry().views(), projector.geometry().channels());
    image.fill(1);
    projector.forward(image, data);
    rays = reciprocals(data.data());
    data.fill(1);
    projector.adjoint(data, image);
    pixels = reciprocals(image.data());
  }

  /** 1 / (A 1), one a ray, 0 where the sum is. */
  float[] rays() {
    return rays;
  }

  /** 1 / (A^T 1), one a pixel, 0 where the sum is. */
  float[] pixels() {
    return pixels;
  }

  private static float[] reciprocals(float[] sums) {
    float[] result = new float[sums.length];
    for (int k = 0; k < sums.length; k++) {
      result[k] = sums[k] > 0 ? 1 / sums[k] : 0;
    }
    return result;
  }
}
