package io.tomodrift.learned.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.tomodrift.learned.model.Sampling;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.torch.Torch;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Paired flow matching: with x0 the input, x1 the target, t uniform in [0, 1] for each sample and
 * {@code x_t = (1 - t) x0 + t x1}, the network learns the velocity: {@code min mean (f(x_t, t) -
 * (x1 - x0))^2} (Lipman et al. 2023, eq. 5, with the coupling given by pairs as in Albergo et al.
 * 2023). One network goes both ways: from x0 at t = 0 to x1 at t = 1 and back. Its best value at an
 * end is a regression: {@code x1 - f(x1, 1) = E[x0 | x1]}.
 *
 * <p>What is hard to tell at an end is easy a little further on, where x_t shows it: few uniform
 * times teach it. A share of the samples can be taken at the two ends themselves, which does not
 * change what the best network is.
 *
 * <p>As another method, the network can be given x0 besides x_t: then it goes from x0 to x1 only.
 *
 * <p>Logged: {@code velocity}, the mean squared difference. Closing it closes nothing.
 */
public final class FlowObjective implements SinglePhaseObjective {

  private final Network generator;
  private final Sampling.Flow settings;

  /**
   * Flow matching of a network, which stays the caller's.
   *
   * @param generator reads a time, and x_t as many channels as a target has; those of an input
   *     after them if it is given
   */
  public FlowObjective(Network generator, Sampling.Flow settings) {
    this.generator = Objects.requireNonNull(generator, "generator");
    this.settings = Objects.requireNonNull(settings, "settings");
    if (!generator.architecture().timed()) {
      throw new IllegalArgumentException(
          "flow matching needs a network that reads a time, such as time-resnet, not "
              + generator.architecture().kind());
    }
  }

  @Override
  public String method() {
    return "flow";
  }

  @Override
  public Network generator() {
    return generator;
  }

  @Override
  public Terms accumulate(NDManager memory, Batch batch, long step, SplittableRandom random) {
    double[] times = times((int) batch.input().getShape().get(0), random);
    NDArray time = times(batch.input(), times);
    try (GradientCollector gradients = Torch.gradients()) {
      NDArray loss = loss(batch.input(), batch.target(), time);
      gradients.backward(loss);
      return Terms.of("velocity", loss.toType(DataType.FLOAT64, false).getDouble());
    }
  }

  /** Times of samples as they are drawn for training. */
  double[] times(int samples, SplittableRandom random) {
    double[] times = new double[samples];
    for (int i = 0; i < samples; i++) {
      double place = random.nextDouble();
      boolean atAnEnd = settings.endShare() > 0 && random.nextDouble() < settings.endShare();
      times[i] = atAnEnd ? Math.rint(place) : place;
    }
    return times;
  }

  /**
   * The loss at given times, in the graph of the network.
   *
   * @param time {@code [sample]}
   */
  public NDArray loss(NDArray input, NDArray target, NDArray time) {
    NDArray velocity = target.sub(input);
    NDArray between = between(input, velocity, time);
    NDArray seen = settings.sourceGiven() ? between.concat(input, 1) : between;
    return Losses.l2(generator.apply(seen, time, true), velocity);
  }

  /** {@code x0 + t v}, which is x_t. */
  public static NDArray between(NDArray input, NDArray velocity, NDArray time) {
    long[] sides = new long[input.getShape().dimension()];
    Arrays.fill(sides, 1);
    sides[0] = time.getShape().get(0);
    return input.add(velocity.mul(time.reshape(new Shape(sides))));
  }

  /** Times in native memory, of the type of an array and in its memory. */
  public static NDArray times(NDArray like, double... times) {
    try (NDArray onHeap = like.getManager().create(times);
        NDArray converted = onHeap.toType(like.getDataType(), true)) {
      return converted.duplicate();
    }
  }

  @Override
  public void close() {}
}
