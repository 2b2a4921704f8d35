package io.tomodrift.learned.infer;

import ai.djl.ndarray.types.Shape;
import io.tomodrift.learned.data.HuScale;
import io.tomodrift.learned.diffusion.DpmSolver;
import io.tomodrift.learned.diffusion.Guide;
import io.tomodrift.learned.diffusion.LatentDrift;
import io.tomodrift.learned.diffusion.NoiseGrid;
import io.tomodrift.learned.diffusion.NoisePredictor;
import io.tomodrift.learned.diffusion.NoiseSchedule;
import io.tomodrift.learned.diffusion.Sample;
import io.tomodrift.learned.diffusion.Sampler;
import io.tomodrift.learned.diffusion.SamplingPlan;
import io.tomodrift.learned.diffusion.SeededNoise;
import io.tomodrift.learned.diffusion.UniPc;
import io.tomodrift.learned.model.Sampling;
import io.tomodrift.learned.nets.Architecture;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Removes noise that a network sees. Every window begins with the same noise, and what samplers add
 * on their way is the same, too: slices of a volume differ by what they show, not by chance.
 * Predicted images are kept within the range of the target.
 */
final class DiffusionMapping implements Mapping {

  private final Evaluator network;
  private final Sampling.Diffusion kind;
  private final Sampler sampler;
  private final NoiseGrid grid;
  private final SeededNoise noise;
  private final LatentDrift drift;
  private final Range range;
  private Guide guide = Guide.NONE;
  private int evaluations;

  /**
   * Smallest and largest value of a result, in the network's units.
   *
   * @param low smallest
   * @param high largest
   */
  record Range(double low, double high) {

    static Range of(HuScale scale) {
      return new Range(scale.lowHu() / scale.huPerUnit(), scale.highHu() / scale.huPerUnit());
    }

    double[] keep(double[] x) {
      for (int i = 0; i < x.length; i++) {
        x[i] = Math.max(low, Math.min(high, x[i]));
      }
      return x;
    }
  }

  DiffusionMapping(
      Evaluator network,
      Sampling.Diffusion kind,
      Sampler sampler,
      int steps,
      long seed,
      LatentDrift drift,
      Range range) {
    this.network = network;
    this.kind = kind;
    this.sampler = sampler;
    NoiseSchedule schedule = NoiseSchedule.linear(kind.steps(), kind.firstBeta(), kind.lastBeta());
    grid = grid(sampler, schedule, steps);
    noise = new SeededNoise(seed);
    this.drift = drift;
    this.range = range;
  }

  /**
   * Methods of higher order have it in lambda: with few steps the grid decides how close they get.
   */
  static NoiseGrid grid(Sampler sampler, NoiseSchedule schedule, int steps) {
    boolean higherOrder = sampler instanceof DpmSolver || sampler instanceof UniPc;
    return higherOrder && steps > 1
        ? NoiseGrid.evenLambda(schedule, steps)
        : NoiseGrid.even(schedule, steps);
  }

  @Override
  public Architecture architecture() {
    return network.architecture();
  }

  @Override
  public int windowChannels() {
    return kind.sourceGiven() ? 2 : 1;
  }

  @Override
  public float[] apply(float[] windows, int count, int[] shape) {
    Shape sides = network.shape(1, shape);
    int length = (int) sides.size();
    float[] made = new float[count * length];
    for (int w = 0; w < count; w++) {
      float[] source = new float[length];
      System.arraycopy(windows, w * length, source, 0, length);
      float[] sample = Doubles.floats(sample(source, sides).x());
      System.arraycopy(sample, 0, made, w * length, length);
    }
    return made;
  }

  private Sample sample(float[] source, Shape sides) {
    NoisePredictor given =
        (x, level) ->
            Doubles.of(
                network.apply(
                    Doubles.floats(x), kind.sourceGiven() ? source : null, level.time(), sides),
                x.length);
    NoisePredictor predictor = kind.velocity() ? NoisePredictor.ofVelocity(given) : given;
    Guide within = (predicted, level) -> range.keep(guide.correct(range.keep(predicted), level));
    SamplingPlan plan = new SamplingPlan(grid, noise, drift, within);
    Sample sample = sampler.sample(predictor, noise.start(source.length), plan);
    evaluations = sample.evaluations();
    return sample;
  }

  /** Corrects the predicted windows of the next applications. */
  void guideBy(Guide other) {
    guide = other;
  }

  @Override
  public int evaluations() {
    return evaluations;
  }

  @Override
  public Map<String, Object> description() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("sampler", sampler.id());
    map.put("samplerSteps", grid.steps());
    map.put("noiseSeed", noise.seed());
    map.put("delta", drift.delta());
    map.put("deltaMode", drift.mode().name());
    return map;
  }

  @Override
  public void close() {
    network.close();
  }
}
