package io.tomodrift.learned.drift;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.tomodrift.learned.torch.Ops;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A drift field and the loss that follows it.
 *
 * @param scale S of the features
 * @param force V on features over S, {@code [sample][location][channel]}, not part of a graph
 * @param rawForces root mean square of the field by temperature, before it is normalised: what is
 *     left to drift, where the loss itself stays near constant
 */
public record Drift(double scale, NDArray force, Map<Double, Double> rawForces) {

  /** Copies the map, keeping the order. */
  public Drift {
    rawForces = Collections.unmodifiableMap(new LinkedHashMap<>(rawForces));
  }

  /**
   * The loss in the graph of the features, a scalar (eq. 20 and 21 for one descriptor): mean
   * squared distance of x / S from where the field would move it.
   *
   * @param generated the samples that the field was computed for
   */
  public NDArray loss(NDArray generated) {
    // x - sg(x + V), written so that V is not rounded to the digits of x.
    NDArray moved = Ops.scale(generated.sub(generated.stopGradient()), 1 / scale);
    return Ops.mean(Ops.square(moved.sub(force)));
  }

  /** Value of the loss, the mean square of the force. */
  public double lossValue() {
    return Ops.mean(Ops.square(force)).toType(DataType.FLOAT64, false).getDouble();
  }

  /** Gradient of the loss with respect to the features, without a graph (eq. 22). */
  public NDArray gradient() {
    return Ops.scale(force, -2 / (scale * force.size()));
  }
}
