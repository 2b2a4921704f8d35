package io.tomodrift.learned.infer;

import ai.djl.ndarray.NDManager;
import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.learned.data.HuScale;
import io.tomodrift.learned.data.Normalisation;
import io.tomodrift.learned.diffusion.LatentDrift;
import io.tomodrift.learned.diffusion.Samplers;
import io.tomodrift.learned.model.ModelCard;
import io.tomodrift.learned.model.ModelDomain;
import io.tomodrift.learned.model.ModelFile;
import io.tomodrift.learned.model.Sampling;
import io.tomodrift.learned.nets.Architectures;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.ode.OdeSolver;
import io.tomodrift.learned.ode.OdeSolvers;
import io.tomodrift.learned.torch.Torch;
import java.util.List;

/** Refiners from model files, applied as their cards say. */
public final class Models {

  /**
   * Of the blocks in three dimensions. Each axis costs its inverse share; a quarter keeps the pass
   * of a volume affordable without an accelerator.
   */
  private static final double BLOCK_OVERLAP = 0.25;

  private static final int SLICE_BATCH = 1;

  /** The engine takes another way for a single small block, which was five times slower. */
  private static final int BLOCK_BATCH = 2;

  private Models() {}

  /**
   * The refiner of a model. Networks in two dimensions take whole slices, one pass a voxel;
   * networks in three take blocks of the size they were trained with, which overlap by a quarter:
   * about two and a half passes a voxel. A volume of fewer slices than a block is mirrored.
   *
   * @throws ModelException if the weights do not fit the architecture, or the result is not in HU
   */
  public static NetworkRefiner refiner(ModelFile model) {
    return refiner(model, SamplingSettings.USUAL);
  }

  /**
   * The same with a choice of how results are made. In the reverse direction the model's target is
   * what is given, and its input what is made.
   *
   * @throws ModelException if the model leaves no such choice, too
   */
  public static NetworkRefiner refiner(ModelFile model, SamplingSettings sampling) {
    ModelCard card = model.card();
    ModelDomain domain = card.domain();
    sampling.require(card.sampling(), card.name());
    boolean forward = sampling.direction() == Direction.FORWARD;
    Normalisation given = forward ? domain.input() : domain.target();
    if (!((forward ? domain.target() : domain.input()) instanceof HuScale made)) {
      throw new ModelException(
          "%s: the result must be in HU, the card says %s"
              .formatted(model.origin(), forward ? domain.target() : domain.input()));
    }
    NDManager memory = Torch.open();
    try {
      Network network = model.network(memory, Architectures::fromMap);
      WindowSettings windows =
          card.dimensions() == 2
              ? WindowSettings.wholeSlices(network.architecture().sideMultiple(), SLICE_BATCH)
              : WindowSettings.blocks(domain.windowSides(), BLOCK_OVERLAP, BLOCK_BATCH);
      boolean fromHu = given instanceof HuScale;
      RefinerSettings settings =
          new RefinerSettings(
              fromHu ? VolumeUnit.HU : VolumeUnit.ARBITRARY,
              given,
              made,
              windows,
              spacing(domain),
              fromHu);
      Mapping mapping = mapping(card.sampling(), new Evaluator(network, memory), sampling, made);
      return new NetworkRefiner(mapping, settings);
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  private static Mapping mapping(
      Sampling kind, Evaluator network, SamplingSettings settings, HuScale made) {
    if (kind instanceof Sampling.Flow flow) {
      OdeSolver solver = OdeSolvers.named(settings.solver().orElse(SamplingSettings.FLOW_SOLVER));
      return new FlowMapping(
          network, solver, settings.steps().orElse(1), settings.direction(), flow.sourceGiven());
    }
    if (kind instanceof Sampling.Diffusion diffusion) {
      return new DiffusionMapping(
          network,
          diffusion,
          Samplers.named(settings.solver().orElse(SamplingSettings.SAMPLER)),
          settings.steps().orElse(SamplingSettings.SAMPLER_STEPS),
          settings.seed(),
          settings.drift().orElse(new LatentDrift(diffusion.delta(), LatentDrift.Mode.TOTAL)),
          DiffusionMapping.Range.of(made));
    }
    return new OnePassMapping(network);
  }

  private static SpacingRange spacing(ModelDomain domain) {
    double smallest = domain.smallestSpacingMm();
    double largest = domain.largestSpacingMm();
    List<Double> slices = domain.sliceSpacingsMm();
    return slices.isEmpty()
        ? SpacingRange.ofPixels(smallest, largest)
        : new SpacingRange(smallest, largest, slices.get(0), slices.get(1));
  }
}
