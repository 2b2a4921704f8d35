package io.tomodrift.learned.infer;

import ai.djl.ndarray.NDManager;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.learned.data.Normalisation;
import io.tomodrift.learned.diffusion.Guide;
import io.tomodrift.learned.nets.Architecture;
import io.tomodrift.learned.nets.Network;
import io.tomodrift.learned.torch.Torch;
import io.tomodrift.projectors.Refiner;
import java.util.Map;
import java.util.Objects;

/**
 * A network applied to volumes window by window: {@code y = target^-1(G(input(x)))}, blended by
 * {@link SlidingWindow}; G is one pass, or follows a flow, or removes noise.
 *
 * <p><b>Shape</b>: either layout in, PLANAR out, the frame of the input. <b>Units</b>: the
 * network's input unit in, HU out. <b>Memory</b>: on the heap as {@link WindowPlan}; the network's
 * own native memory grows with the batch. <b>Threading</b>: one instance must not be used
 * concurrently; the result does not depend on the number of threads of the context.
 */
public final class NetworkRefiner implements Refiner {

  private final Mapping mapping;
  private final RefinerSettings settings;
  private final SlidingWindow windows;

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
    this(new OnePassMapping(new Evaluator(network, memory)), settings);
  }

  /** Takes over a way to make results of windows. */
  NetworkRefiner(Mapping mapping, RefinerSettings settings) {
    this.mapping = Objects.requireNonNull(mapping, "mapping");
    this.settings = Objects.requireNonNull(settings, "settings");
    check(mapping, settings.windows());
    windows = new SlidingWindow(settings.windows());
  }

  private static void check(Mapping mapping, WindowSettings windows) {
    Architecture architecture = mapping.architecture();
    if (architecture.inputChannels() != mapping.windowChannels()
        || architecture.outputChannels() != 1) {
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
    return image.with(windows.apply(values, mapping, voxels, context), VolumeUnit.HU);
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

  /**
   * Refines a single slice by a diffusion whose predictions a guide corrects.
   *
   * @throws ModelException as {@link #refine(Volume, RunContext)}, and if the model is no diffusion
   *     of whole slices
   */
  public Volume refine(Volume slice, SliceGuide guide, RunContext context) {
    if (!(mapping instanceof DiffusionMapping diffusion) || slice.slices() != 1) {
      throw new ModelException(
          "guided sampling is for models of the method diffusion, one slice at a time");
    }
    FloatStack values = slice.stack();
    WindowGrid grid = WindowGrid.of(1, values.rows(), values.columns(), settings.windows());
    if (grid.count() != 1) {
      throw new ModelException("guided sampling needs windows of whole slices");
    }
    Normalisation.Scale scale = settings.target().fit(values);
    diffusion.guideBy(new PaddedGuide(guide, grid.y(), grid.x(), scale));
    try {
      return refine(slice, context);
    } finally {
      diffusion.guideBy(Guide.NONE);
    }
  }

  /** Evaluations of the network for each window of the last volume; 0 before. */
  public int evaluations() {
    return mapping.evaluations();
  }

  /** Settings of the method in effect, for manifests. */
  public Map<String, Object> description() {
    return mapping.description();
  }

  /** Frees the network. */
  @Override
  public void close() {
    mapping.close();
  }
}
