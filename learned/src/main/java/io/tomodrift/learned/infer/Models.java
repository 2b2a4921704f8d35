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
      WindowSettings windows =
          card.dimensions() == 2
              ? WindowSettings.wholeSlices(network.architecture().sideMultiple(), SLICE_BATCH)
              : WindowSettings.blocks(domain.windowSides(), BLOCK_OVERLAP, BLOCK_BATCH);
      boolean refines = card.task() == Task.SVCT;
      RefinerSettings settings =
          new RefinerSettings(
              refines ? VolumeUnit.HU : VolumeUnit.ARBITRARY,
              domain.input(),
              target,
              windows,
              spacing(domain),
              refines);
      return new NetworkRefiner(network, settings, memory);
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
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
