package io.tomodrift.learned.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.torch.Ops;
import io.tomodrift.learned.torch.Torch;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Conditional adversarial training with a paired loss: Pix2Pix (Isola et al. 2017), and EA-GAN (Yu
 * et al. 2019, the form whose generator has the edge loss) if the paired loss has edges. The
 * discriminator sees the input and the image side by side as channels.
 *
 * <p>A step updates the discriminator first, then the generator, to whose loss a term of measured
 * data can be added. Closing it closes the discriminator.
 */
public final class GanObjective implements Objective {

  private final Network generator;
  private final Network discriminator;
  private final Adversary adversary;
  private final double adversarialWeight;
  private final ImageLoss paired;
  private final Optional<DataTerm> physics;

  /** Without a term of measured data. */
  public GanObjective(
      Network generator,
      Network discriminator,
      Adversary adversary,
      double adversarialWeight,
      ImageLoss paired) {
    this(generator, discriminator, adversary, adversarialWeight, paired, Optional.empty());
  }

  /**
   * An objective.
   *
   * @param generator stays the caller's
   * @param discriminator of as many input channels as the generator has in and out; closed with
   *     this
   * @param adversary form of the adversarial losses
   * @param adversarialWeight weight of the generator's adversarial loss against the paired one
   * @param paired usually 100 times the mean absolute difference
   * @param physics term of measured data, if there is one
   */
  public GanObjective(
      Network generator,
      Network discriminator,
      Adversary adversary,
      double adversarialWeight,
      ImageLoss paired,
      Optional<DataTerm> physics) {
    this.generator = Objects.requireNonNull(generator, "generator");
    this.discriminator = Objects.requireNonNull(discriminator, "discriminator");
    this.adversary = Objects.requireNonNull(adversary, "adversary");
    this.paired = Objects.requireNonNull(paired, "paired");
    this.physics = Objects.requireNonNull(physics, "physics");
    this.adversarialWeight = adversarialWeight;
    int channels =
        generator.architecture().inputChannels() + generator.architecture().outputChannels();
    if (discriminator.architecture().inputChannels() != channels) {
      throw new IllegalArgumentException(
          "the discriminator must read %d channels, input and image, it reads %d"
              .formatted(channels, discriminator.architecture().inputChannels()));
    }
    if (!(adversarialWeight > 0)) {
      throw new IllegalArgumentException(
          "the adversarial weight must be positive, got " + adversarialWeight);
    }
  }

  @Override
  public String method() {
    return "gan";
  }

  @Override
  public List<Phase> phases() {
    return List.of(new DiscriminatorPhase(), new GeneratorPhase());
  }

  @Override
  public Network generator() {
    return generator;
  }

  @Override
  public void close() {
    discriminator.close();
  }

  private NDArray score(NDArray input, NDArray image) {
    return discriminator.apply(input.concat(image, 1), true);
  }

  private static double number(NDArray scalar) {
    return scalar.toType(DataType.FLOAT64, false).getDouble();
  }

  private final class DiscriminatorPhase implements Phase {

    @Override
    public String name() {
      return "discriminator";
    }

    @Override
    public Network network() {
      return discriminator;
    }

    @Override
    public Terms accumulate(NDManager memory, Batch batch, long step, SplittableRandom random) {
      NDArray fake = generator.apply(batch.input(), false).stopGradient();
      try (GradientCollector gradients = Torch.gradients()) {
        NDArray loss =
            adversary.discriminator(
                score(batch.input(), batch.target()), score(batch.input(), fake));
        double value = number(loss);
        gradients.backward(loss);
        return Terms.of("discriminator", value);
      }
    }
  }

  private final class GeneratorPhase implements Phase {

    @Override
    public String name() {
      return "generator";
    }

    @Override
    public Network network() {
      return generator;
    }

    @Override
    public Terms accumulate(NDManager memory, Batch batch, long step, SplittableRandom random) {
      // The graph runs through the discriminator, whose weights must not keep a gradient of it.
      discriminator.setTrainable(false);
      try (GradientCollector gradients = Torch.gradients()) {
        NDArray fake = generator.apply(batch.input(), true);
        NDArray fidelity = paired.of(fake, batch.target());
        NDArray adversarial = adversary.generator(score(batch.input(), fake));
        NDArray loss = fidelity.add(Ops.scale(adversarial, adversarialWeight));
        Terms terms =
            Terms.of("fidelity", number(fidelity)).and("adversarial", number(adversarial));
        if (physics.isPresent()) {
          OutputSpace.Gradient pull = physics.get().gradient(fake, gradients, batch);
          loss = loss.add(OutputSpace.surrogate(fake, pull.gradient()));
          terms = terms.and(DataTerm.NAME, pull.value());
        }
        gradients.backward(loss);
        return terms;
      } finally {
        discriminator.setTrainable(true);
      }
    }
  }
}
