package io.tomodrift.learned.infer;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.learned.data.HuScale;
import io.tomodrift.learned.data.Normalisation;
import io.tomodrift.learned.diffusion.Ddim;
import io.tomodrift.learned.diffusion.DdimInversion;
import io.tomodrift.learned.diffusion.Guide;
import io.tomodrift.learned.diffusion.LatentDrift;
import io.tomodrift.learned.diffusion.NoiseGrid;
import io.tomodrift.learned.diffusion.NoisePredictor;
import io.tomodrift.learned.diffusion.NoiseSchedule;
import io.tomodrift.learned.diffusion.Sampler;
import io.tomodrift.learned.diffusion.Samplers;
import io.tomodrift.learned.diffusion.SamplingPlan;
import io.tomodrift.learned.diffusion.StepNoise;
import io.tomodrift.learned.model.Latents;
import io.tomodrift.learned.model.ModelCard;
import io.tomodrift.learned.model.ModelFile;
import io.tomodrift.learned.model.Sampling;
import io.tomodrift.learned.model.Task;
import io.tomodrift.learned.nets.Architectures;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.torch.Torch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A model of a domain at work: makes images of noise, and turns images to noise and back. Images
 * are in HU, C order. A model of latent images does all of it there; the drift and the noise are
 * then in units of their standard deviation, else in those of the network.
 *
 * <p>Clean images that a sampler sees ahead are kept within the range of the model's values; latent
 * images have none.
 *
 * <p><b>Threading</b>: one thread at a time. Closing it frees the networks.
 */
public final class DomainSampler implements AutoCloseable {

  private static final int BATCH = 16;

  /** More than where an input says most of the result. */
  private static final int STEPS = 20;

  private final ModelCard card;
  private final HuScale scale;
  private final Sampling.Diffusion kind;
  private final Evaluator network;
  private final Optional<LatentCoder> coder;
  private final NoiseSchedule schedule;

  private DomainSampler(
      ModelCard card,
      HuScale scale,
      Sampling.Diffusion kind,
      Evaluator network,
      Optional<LatentCoder> coder) {
    this.card = card;
    this.scale = scale;
    this.kind = kind;
    this.network = network;
    this.coder = coder;
    schedule = NoiseSchedule.linear(kind.steps(), kind.firstBeta(), kind.lastBeta());
  }

  /**
   * Opens a model.
   *
   * @throws ModelException if it is for another task, or its parts do not fit together
   */
  public static DomainSampler open(ModelFile model) {
    ModelCard card = model.card();
    if (card.task() != Task.DOMAIN
        || !(card.sampling() instanceof Sampling.Diffusion kind)
        || kind.sourceGiven()
        || card.dimensions() != 2) {
      throw new ModelException(
          "model %s is for %s (%s); images of a domain need one of `tomodrift train domain`"
              .formatted(card.name(), card.task().id(), card.task().description()));
    }
    if (!(card.domain().target() instanceof HuScale scale)) {
      throw new ModelException(
          "%s: the result must be in HU, the card says %s"
              .formatted(model.origin(), card.domain().target()));
    }
    NDManager memory = Torch.open();
    try {
      Optional<Latents> latents = Latents.of(card);
      Optional<LatentCoder> coder =
          latents.map(parts -> new LatentCoder(parts.coder(model), memory, model.origin()));
      Network network =
          latents
              .map(parts -> parts.inner(model))
              .orElse(model)
              .network(memory, Architectures::fromMap);
      return new DomainSampler(card, scale, kind, new Evaluator(network, memory), coder);
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  /** Rows of an image. */
  public int rows() {
    return card.domain().windowSides().get(0);
  }

  /** Columns of an image. */
  public int columns() {
    return card.domain().windowSides().get(1);
  }

  /** Side of a pixel, the middle of what the card allows. */
  public double pixelMm() {
    return Math.sqrt(card.domain().smallestSpacingMm() * card.domain().largestSpacingMm());
  }

  /** Range of the values. */
  public HuScale scale() {
    return scale;
  }

  /** What the model is. */
  public ModelCard card() {
    return card;
  }

  /** The drift that is applied unless another is asked for: that of the training, in total. */
  public LatentDrift usualDrift() {
    return new LatentDrift(kind.delta(), LatentDrift.Mode.TOTAL);
  }

  /**
   * Makes images of noise.
   *
   * @param count how many
   * @param settings sampler, steps, seed and drift; image i of a seed has the same noise however
   *     many are made
   * @return HU
   */
  public List<double[]> sample(int count, SamplingSettings settings) {
    Sampler sampler = Samplers.named(settings.solver().orElse(SamplingSettings.SAMPLER));
    int steps = settings.steps().orElse(STEPS);
    NoiseGrid grid = NoiseGrid.even(schedule, steps);
    LatentDrift drift = settings.drift().orElse(usualDrift());
    List<double[]> images = new ArrayList<>();
    for (int first = 0; first < count; first += BATCH) {
      int some = Math.min(BATCH, count - first);
      ImageNoise noise = new ImageNoise(settings.seed(), first, some);
      SamplingPlan plan = new SamplingPlan(grid, noise, drift, guide());
      double[] start = noise.start((int) state(some).size());
      images.addAll(images(sampler.sample(predictor(some), start, plan).x(), some));
    }
    return images;
  }

  /**
   * The noise that an image is made of by the deterministic sampler, up to a part of the way.
   *
   * @param imageHu of the model's size
   * @param grid levels, from noise to clean
   * @return the noisy image in the space that the model works in
   */
  double[] noisy(double[] imageHu, NoiseGrid grid, DdimInversion inversion) {
    return inversion.noisy(predictor(1), state(imageHu), grid);
  }

  /** The image that the deterministic sampler makes of a noisy one, HU. */
  double[] denoised(double[] noisy, NoiseGrid grid, LatentDrift drift) {
    // Without a guide: what the inversion did not do would not be undone.
    SamplingPlan plan = new SamplingPlan(grid, StepNoise.NONE, drift, Guide.NONE);
    return images(new Ddim(0).denoise(predictor(1), noisy, plan).x(), 1).get(0);
  }

  /** Levels of a part of the way, in proportion to its length. */
  NoiseGrid grid(double strength, int steps) {
    int first = Math.max(1, (int) Math.round(strength * kind.steps()));
    int few = Math.max(1, (int) Math.round(strength * steps));
    return NoiseGrid.evenFrom(schedule, Math.min(first, few), first);
  }

  /** Whether noisy images of the other can be denoised by this one. */
  boolean understands(DomainSampler other) {
    return rows() == other.rows()
        && columns() == other.columns()
        && scale.equals(other.scale)
        && kind.steps() == other.kind.steps()
        && kind.firstBeta() == other.kind.firstBeta()
        && kind.lastBeta() == other.kind.lastBeta()
        && coder.isPresent() == other.coder.isPresent()
        && coder.map(mine -> mine.same(other.coder.orElseThrow())).orElse(true);
  }

  private Guide guide() {
    DiffusionMapping.Range range = DiffusionMapping.Range.of(scale);
    return coder.isPresent() ? Guide.NONE : (predicted, level) -> range.keep(predicted);
  }

  private Shape state(int count) {
    return coder
        .map(some -> some.latentShape(count, rows(), columns()))
        .orElse(new Shape(count, 1, rows(), columns()));
  }

  private NoisePredictor predictor(int count) {
    Shape shape = state(count);
    NoisePredictor given =
        (x, level) ->
            Doubles.of(network.apply(Doubles.floats(x), null, level.time(), shape), x.length);
    return kind.velocity() ? NoisePredictor.ofVelocity(given) : given;
  }

  private double[] state(double[] imageHu) {
    Normalisation.Scale to =
        scale.fit(ImageStack.volume(List.of(imageHu), rows(), columns(), 1).stack());
    double[] values = new double[imageHu.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = to.toNetwork((float) imageHu[i]);
    }
    return coder.map(some -> some.encode(values, 1, rows(), columns())).orElse(values);
  }

  private List<double[]> images(double[] state, int count) {
    double[] values = coder.map(some -> some.decode(state, count, rows(), columns())).orElse(state);
    int length = rows() * columns();
    List<double[]> images = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      double[] image = Arrays.copyOfRange(values, k * length, (k + 1) * length);
      for (int i = 0; i < length; i++) {
        image[i] *= scale.huPerUnit();
      }
      images.add(image);
    }
    return images;
  }

  /** Frees the networks. */
  @Override
  public void close() {
    coder.ifPresent(LatentCoder::close);
    network.close();
  }
}
