package io.tomodrift.learned.infer;

import ai.djl.ndarray.NDManager;
import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.learned.data.HuScale;
import io.tomodrift.learned.model.ModelCard;
import io.tomodrift.learned.model.ModelDomain;
import io.tomodrift.learned.model.ModelFile;
import io.tomodrift.learned.model.Task;
import io.tomodrift.learned.nets.Architectures;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.torch.Torch;

/** Refiners from model files, applied as their cards say. */
public final class Models {

  private static final double CUBE_OVERLAP = 0.5;
  private static final int BATCH = 1;

  private Models() {}

  /**
   * The refiner of a model. Networks in two dimensions take whole slices, one pass a voxel;
   * networks in three take cubes that overlap by half, about eight passes a voxel.
   *
   * @throws ModelException if the weights do not fit the architecture, or the result is not in HU
   */
  public static NetworkRefiner refiner(ModelFile model) {
    ModelCard card = model.card();
    ModelDomain domain = card.domain();
    if (!(domain.target() instanceof HuScale target)) {
      throw new ModelException(
          "%s: the result must be in HU, the card says %s"
              .formatted(model.origin(), domain.target()));
    }
    NDManager memory = Torch.open();
    Network network = null;
    try {
      network = model.network(memory, Architectures::fromMap);
      SpacingRange spacing =
          SpacingRange.ofPixels(domain.smallestSpacingMm(), domain.largestSpacingMm());
      WindowSettings windows =
          card.dimensions() == 2
              ? WindowSettings.wholeSlices(network.architecture().sideMultiple(), BATCH)
              : WindowSettings.cubes(domain.windowSides().get(0), CUBE_OVERLAP, BATCH);
      boolean refines = card.task() == Task.SVCT;
      RefinerSettings settings =
          new RefinerSettings(
              refines ? VolumeUnit.HU : VolumeUnit.ARBITRARY,
              domain.input(),
              target,
              windows,
              spacing,
              refines);
      return new NetworkRefiner(network, settings, memory);
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }
}
