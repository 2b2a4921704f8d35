package io.tomodrift.learned.infer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.learned.data.Normalisation;
import io.tomodrift.learned.nets.Architecture;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.torch.Torch;
import io.tomodrift.projectors.Refiner;
import java.util.Objects;

/**
 * A network applied to volumes in one pass for each window: {@code y = target^-1(G(input(x)))},
 * blended by {@link SlidingWindow}.
 *
 * <p><b>Shape</b>: either layout in, PLANAR out, the frame of the input. <b>Units</b>: the
 * network's input unit in, HU out. <b>Memory</b>: on the heap as {@link WindowPlan}; the network's
 * own native memory grows with the batch. <b>Threading</b>: one instance must not be used
 * concurrently; the result does not depend on the number of threads of the context.
 */
public final class NetworkRefiner implements Refiner {

  private final Network network;
  private final RefinerSettings settings;
  private final SlidingWindow windows;
  private final NDManager memory;

  /**
   * Takes over a network.
   *
   * @param network one channel in and out; closed with the refiner
   * @param settings what it expects and how it is applied
   * @throws ModelException if the windows do not suit the network
   */
  public NetworkRefiner(Network network, RefinerSettings settings) {
    this(network, settings, Torch.open());
  }

  /** The same with memory that is closed with the refiner. */
  NetworkRefiner(Network network, RefinerSettings settings, NDManager memory) {
    this.network = Objects.requireNonNull(network, "network");
    this.settings = Objects.requireNonNull(settings, "settings");
    check(network.architecture(), settings.windows());
    windows = new SlidingWindow(settings.windows());
    this.memory = memory;
  }

  private static void check(Architecture architecture, WindowSettings windows) {
    if (architecture.inputChannels() != 1 || architecture.outputChannels() != 1) {
      throw new ModelException(
          "a volume has one channel, the network takes %d and gives %d"
              .formatted(architecture.inputChannels(), architecture.outputChannels()));
    }
    WindowSide slice = windows.slice();
    if (architecture.dimensions() == 2) {
      if (slice.whole() || slice.length() != 1) {
        throw new ModelException(
            "a network in two dimensions takes single slices, the windows have %s"
                .formatted(slice.whole() ? "all" : slice.length()));
      }
    } else {
      checkSide("slices", slice, architecture);
    }
    checkSide("rows", windows.row(), architecture);
    checkSide("columns", windows.column(), architecture);
  }

  private static void checkSide(String what, WindowSide side, Architecture architecture) {
    if (side.length() % architecture.sideMultiple() != 0) {
      throw new ModelException(
          "windows of %d %s do not suit %s, whose sides must be multiples of %d"
              .formatted(side.length(), what, architecture.kind(), architecture.sideMultiple()));
    }
  }

  /** What refining a volume of this size costs. */
  public WindowPlan plan(int slices, int rows, int columns, RunContext context) {
    return windows.plan(slices, rows, columns, context);
  }

  /**
   * Refines a volume.
   *
   * @throws ModelException if the unit or the spacing is not the network's, or if the network gives
   *     what is not finite
   * @throws FormatException if a voxel is not finite
   * @throws io.tomodrift.geometry.error.ResourceException if the memory budget is too small
   */
  @Override
  public Volume refine(Volume image, RunContext context) {
    FloatStack values = image.stack();
    if (image.unit() != settings.inputUnit()) {
      throw new ModelException(
          "the image is in %s, the model takes %s; convert it or use another model"
              .formatted(image.unit().symbol(), settings.inputUnit().symbol()));
    }
    settings.spacing().require(image.frame());
    requireFinite(values);
    Normalisation.Scale in = settings.input().fit(values);
    Normalisation.Scale out = settings.target().fit(values);
    double restoreAbove =
        settings.restoreDense() ? settings.target().highHu() : Double.POSITIVE_INFINITY;
    VoxelMap voxels =
        new VoxelMap() {
          @Override
          public float toWindow(float voxel) {
            return in.toNetwork(voxel);
          }

          @Override
          public float fromWindow(float blended, float voxel) {
            return voxel > restoreAbove ? voxel : out.fromNetwork(blended);
          }
        };
    return image.with(windows.apply(values, this::pass, voxels, context), VolumeUnit.HU);
  }

  private float[] pass(float[] values, int count, int[] shape) {
    boolean flat = network.architecture().dimensions() == 2;
    Shape sides =
        flat
            ? new Shape(count, 1, shape[1], shape[2])
            : new Shape(count, 1, shape[0], shape[1], shape[2]);
    float[] exact = values;
    if (values.length != sides.size()) {
      exact = java.util.Arrays.copyOf(values, (int) sides.size());
    }
    try (NDManager step = memory.newSubManager()) {
      NDArray made = network.apply(step.create(exact, sides), false);
      made.attach(step);
      if (!made.getShape().equals(sides)) {
        throw new ModelException(
            "the network made %s of windows %s; it must keep their size"
                .formatted(made.getShape(), sides));
      }
      return made.toFloatArray();
    }
  }

  private static void requireFinite(FloatStack stack) {
    for (int s = 0; s < stack.slices(); s++) {
      for (int r = 0; r < stack.rows(); r++) {
        for (int c = 0; c < stack.columns(); c++) {
          if (!Float.isFinite(stack.get(s, r, c))) {
            throw new FormatException(
                "the image at slice %d, row %d, column %d is %s; replace it before refining"
                    .formatted(s, r, c, stack.get(s, r, c)));
          }
        }
      }
    }
  }

  /** Frees the network. */
  @Override
  public void close() {
    network.close();
    memory.close();
  }
}
