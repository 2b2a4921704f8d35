package io.tomodrift.learned.objective;

import ai.djl.ndarray.NDArray;
import io.tomodrift.learned.torch.Ops;

/**
 * A weighted sum of losses between images.
 *
 * @param l1 weight of the mean absolute difference
 * @param l2 weight of the mean squared difference
 * @param edge weight of the mean absolute difference of edge strengths
 */
public record ImageLoss(double l1, double l2, double edge) {

  /** The mean absolute difference alone. */
  public static final ImageLoss L1 = new ImageLoss(1, 0, 0);

  /** Checks the weights. */
  public ImageLoss {
    if (!(l1 >= 0 && l2 >= 0 && edge >= 0 && l1 + l2 + edge > 0)
        || !Double.isFinite(l1 + l2 + edge)) {
      throw new IllegalArgumentException(
          "weights of losses must not be negative, nor all zero, got l1 %s, l2 %s, edge %s"
              .formatted(l1, l2, edge));
    }
  }

  /** The loss, a scalar in the graph of the prediction. */
  public NDArray of(NDArray prediction, NDArray target) {
    NDArray sum = null;
    if (l1 > 0) {
      sum = Ops.scale(Losses.l1(prediction, target), l1);
    }
    if (l2 > 0) {
      sum = plus(sum, Ops.scale(Losses.l2(prediction, target), l2));
    }
    if (edge > 0) {
      sum = plus(sum, Ops.scale(Losses.edgeL1(prediction, target), edge));
    }
    return sum;
  }

  private static NDArray plus(NDArray sum, NDArray term) {
    return sum == null ? term : sum.add(term);
  }
}
