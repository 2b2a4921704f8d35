package io.tomodrift.learned.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.torch.Torch;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Paired regression: {@code min loss(G(x), y)}, and a term of measured data if there is one.
 * Logged: {@code fidelity}, the paired loss, and {@code physics}. Closing it closes nothing.
 */
public final class RegressionObjective implements SinglePhaseObjective {

  private final Network generator;
  private final ImageLoss loss;
  private final Optional<DataTerm> physics;

  /** Regression of a network, which stays the caller's. */
  public RegressionObjective(Network generator, ImageLoss loss) {
    this(generator, loss, Optional.empty());
  }

  /** Regression of a network, which stays the caller's, with a term of measured data. */
  public RegressionObjective(Network generator, ImageLoss loss, Optional<DataTerm> physics) {
    this.generator = Objects.requireNonNull(generator, "generator");
    this.loss = Objects.requireNonNull(loss, "loss");
    this.physics = Objects.requireNonNull(physics, "physics");
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
      NDArray output = generator.apply(batch.input(), true);
      NDArray value = loss.of(output, batch.target());
      Terms terms = Terms.of("fidelity", value.toType(DataType.FLOAT64, false).getDouble());
      if (physics.isPresent()) {
        OutputSpace.Gradient pull = physics.get().gradient(output, gradients, batch);
        value = value.add(OutputSpace.surrogate(output, pull.gradient()));
        terms = terms.and(DataTerm.NAME, pull.value());
      }
      gradients.backward(value);
      return terms;
    }
  }

  @Override
  public void close() {}
}
