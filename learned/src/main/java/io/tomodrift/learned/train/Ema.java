package io.tomodrift.learned.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.torch.Ops;
import java.util.Map;

/**
 * An exponential moving average of weights: {@code e <- d e + (1 - d) w} with {@code d = min(decay,
 * (1 + k) / (10 + k))} at the k-th update, from 1, so that the first weights are soon forgotten. It
 * begins with the weights as they are.
 *
 * <p><b>Threading</b>: one thread at a time, never within a gradient collector.
 */
public final class Ema {

  private final Map<String, NDArray> weights;
  private final Map<String, NDArray> averages;
  private final double decay;
  private long updates;

  /**
   * Starts the average.
   *
   * @param weights what is averaged
   * @param averages where the average is kept, arrays of the same names, shapes and types
   * @param decay in [0, 1)
   */
  public Ema(Map<String, NDArray> weights, Map<String, NDArray> averages, double decay) {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException("decay must be in [0, 1), got " + decay);
    }
    if (!weights.keySet().equals(averages.keySet())) {
      throw new IllegalArgumentException(
          "weights %s and averages %s".formatted(weights.keySet(), averages.keySet()));
    }
    this.weights = weights;
    this.averages = averages;
    this.decay = decay;
    weights.forEach((name, array) -> Network.assign(averages.get(name), array));
  }

  /** Takes the weights of a step into the average. */
  public void update(NDManager memory) {
    updates++;
    double keep = Math.min(decay, (1.0 + updates) / (10.0 + updates));
    weights.forEach(
        (name, array) -> {
          NDArray average = Detached.view(memory, averages.get(name));
          NDArray difference = Detached.view(memory, array).sub(average);
          difference.muli(Ops.constant(difference, 1 - keep));
          average.addi(difference);
        });
  }

  /** Number of updates made. */
  public long updates() {
    return updates;
  }

  /** Goes on after this number of updates; the averages are the caller's to fill. */
  void resumeAt(long updatesMade) {
    updates = updatesMade;
  }
}
