package io.tomodrift.learned.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import io.tomodrift.learned.diffusion.NoiseSchedule;
import io.tomodrift.learned.model.Sampling;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.torch.Torch;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Prediction of noise, or of velocity: with a level t uniform in 1..T for each sample and normal
 * noise {@code e} of mean delta, the network reads {@code x_t = sqrt(a_t) y + sqrt(1 - a_t) e} and
 * the time t / T, and learns {@code min mean (f(x_t, t / T) - e)^2} (Ho et al. 2020, eq. 14), or
 * with {@code sqrt(a_t) e - sqrt(1 - a_t) y} in place of e (Salimans and Ho 2022, section 4).
 * Conditioned on the input it reads that in channels after x_t. A delta other than 0 is Latent
 * Drifting (2024, eq. 4; the noise of the forward process has this mean).
 *
 * <p>Logged: {@code noise} or {@code velocity}, the mean squared difference. Closing it closes
 * nothing.
 */
public final class DiffusionObjective implements SinglePhaseObjective {

  private final Network generator;
  private final Sampling.Diffusion settings;
  private final NoiseSchedule schedule;

  /**
   * Noise prediction of a network, which stays the caller's.
   *
   * @param generator reads a time, and x_t as many channels as a target has; those of an input
   *     after them if it is given
   */
  public DiffusionObjective(Network generator, Sampling.Diffusion settings) {
    this.generator = Objects.requireNonNull(generator, "generator");
    this.settings = Objects.requireNonNull(settings, "settings");
    schedule = NoiseSchedule.linear(settings.steps(), settings.firstBeta(), settings.lastBeta());
    if (!generator.architecture().timed()) {
      throw new IllegalArgumentException(
          "diffusion needs a network that reads a time, such as time-resnet, not "
              + generator.architecture().kind());
    }
  }

  @Override
  public String method() {
    return "diffusion";
  }

  @Override
  public Network generator() {
    return generator;
  }

  @Override
  public Terms accumulate(NDManager memory, Batch batch, long step, SplittableRandom random) {
    try (GradientCollector gradients = Torch.gradients()) {
      NDArray loss = loss(batch.input(), batch.target(), random, true);
      gradients.backward(loss);
      return Terms.of(term(), loss.toType(DataType.FLOAT64, false).getDouble());
    }
  }

  /** Name of what is learned, for logs. */
  public String term() {
    return settings.velocity() ? "velocity" : "noise";
  }

  /**
   * The loss at random levels with random noise, which the engine draws.
   *
   * @param random of the levels
   * @param training whether the network's weights take part in the graph
   */
  public NDArray loss(NDArray input, NDArray target, SplittableRandom random, boolean training) {
    int samples = (int) target.getShape().get(0);
    double[] time = new double[samples];
    double[] signal = new double[samples];
    double[] deviation = new double[samples];
    for (int i = 0; i < samples; i++) {
      int level = 1 + random.nextInt(settings.steps());
      time[i] = (double) level / settings.steps();
      signal[i] = Math.sqrt(schedule.alphaBar(level));
      deviation[i] = Math.sqrt(1 - schedule.alphaBar(level));
    }
    NDArray noise =
        target
            .getManager()
            .randomNormal((float) settings.delta(), 1, target.getShape(), target.getDataType());
    NDArray noisy = weighted(target, signal).add(weighted(noise, deviation));
    NDArray seen = settings.sourceGiven() ? noisy.concat(input, 1) : noisy;
    NDArray learned =
        settings.velocity() ? weighted(noise, signal).sub(weighted(target, deviation)) : noise;
    return Losses.l2(generator.apply(seen, FlowObjective.times(target, time), training), learned);
  }

  /** Each sample times its factor. */
  private static NDArray weighted(NDArray x, double[] factors) {
    long[] sides = new long[x.getShape().dimension()];
    Arrays.fill(sides, 1);
    sides[0] = factors.length;
    return x.mul(FlowObjective.times(x, factors).reshape(sides));
  }

  @Override
  public void close() {}
}
