package io.tomodrift.learned.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.torch.Torch;
import java.util.Objects;
import java.util.SplittableRandom;

/** Paired regression: {@code min loss(G(x), y)}. Closing it closes nothing. */
public final class RegressionObjective implements SinglePhaseObjective {

  private final Network generator;
  private final ImageLoss loss;

  /** Regression of a network, which stays the caller's. */
  public RegressionObjective(Network generator, ImageLoss loss) {
    this.generator = Objects.requireNonNull(generator, "generator");
    this.loss = Objects.requireNonNull(loss, "loss");
  }

  @Override
  public String method() {
    return "regression";
  }

  @Override
  public Network generator() {
    return generator;
  }

  @Override
  public Terms accumulate(NDManager memory, Batch batch, long step, SplittableRandom random) {
    try (GradientCollector gradients = Torch.gradients()) {
      NDArray value = loss.of(generator.apply(batch.input(), true), batch.target());
      double number = value.toType(DataType.FLOAT64, false).getDouble();
      gradients.backward(value);
      return Terms.of("fidelity", number);
    }
  }

  @Override
  public void close() {}
}
