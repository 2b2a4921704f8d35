package io.tomodrift.learned.drift;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.learned.torch.Ops;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Descriptors of crops from the feature maps of an encoder, in two and three dimensions (eq. 23):
 *
 * <ul>
 *   <li>energy: {@code sqrt(mean f^2 + 1e-6)} of each channel of the encoder's input, one location;
 *   <li>global: mean and standard deviation of each channel of every stage, one location;
 *   <li>local: the deepest stage, a location for each position;
 *   <li>neighbourhood: mean and standard deviation of non-overlapping windows of some stages.
 * </ul>
 *
 * <p>Standard deviations are of the population, {@code sqrt(variance + 1e-6)}, so their gradients
 * are finite where a map is constant. Locations are in C order. All are in the graph of the maps.
 */
public final class FeatureBank {

  private static final double EPSILON = 1e-6;

  private final FeatureSettings settings;

  /** A bank of the given descriptors. */
  public FeatureBank(FeatureSettings settings) {
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  /**
   * Describes crops.
   *
   * @param input what the encoder saw, {@code [sample][channel][(slice)][row][column]}
   * @param stages its maps, first to deepest, each {@code [sample][channel][(slice)][row][column]}
   * @return descriptors with distinct names, in a fixed order
   * @throws IllegalArgumentException if a window does not divide a map, or a stage is missing
   */
  public List<Descriptor> describe(NDArray input, NDList stages) {
    List<Descriptor> bank = new ArrayList<>();
    if (settings.energy()) {
      bank.add(new Descriptor("energy", energy(input)));
    }
    if (settings.global()) {
      for (int k = 0; k < stages.size(); k++) {
        bank.add(new Descriptor("stage%d/mean".formatted(k), globalMean(stages.get(k))));
        bank.add(new Descriptor("stage%d/std".formatted(k), globalStd(stages.get(k))));
      }
    }
    if (settings.local()) {
      bank.add(new Descriptor("local", local(stage(stages, stages.size() - 1))));
    }
    for (int k : settings.neighbourhoodStages()) {
      NDArray map = stage(stages, k);
      for (int window : settings.windows()) {
        bank.add(new Descriptor("stage%d/mean%d".formatted(k, window), pooledMean(map, window)));
        bank.add(new Descriptor("stage%d/std%d".formatted(k, window), pooledStd(map, window)));
      }
    }
    return bank;
  }

  private static NDArray stage(NDList stages, int k) {
    if (k < 0 || k >= stages.size()) {
      throw new IllegalArgumentException(
          "stage %d of an encoder with %d stages: name stages from 0 to %d"
              .formatted(k, stages.size(), stages.size() - 1));
    }
    return stages.get(k);
  }

  /** {@code [sample][1][channel]}. */
  static NDArray energy(NDArray map) {
    return locations(root(Ops.mean(Ops.square(map), space(map), true)));
  }

  /** {@code [sample][1][channel]}. */
  static NDArray globalMean(NDArray map) {
    return locations(Ops.mean(map, space(map), true));
  }

  /** {@code [sample][1][channel]}. */
  static NDArray globalStd(NDArray map) {
    return locations(deviation(map, space(map)));
  }

  /** {@code [sample][position][channel]}. */
  static NDArray local(NDArray map) {
    return locations(map);
  }

  /** {@code [sample][window][channel]}. */
  static NDArray pooledMean(NDArray map, int window) {
    NDArray windows = windows(map, window);
    return locations(Ops.mean(windows, within(windows), true));
  }

  /** {@code [sample][window][channel]}. */
  static NDArray pooledStd(NDArray map, int window) {
    NDArray windows = windows(map, window);
    return locations(deviation(windows, within(windows)));
  }

  private static NDArray deviation(NDArray map, int[] axes) {
    return root(Ops.mean(Ops.square(map.sub(Ops.mean(map, axes, true))), axes, true));
  }

  private static NDArray root(NDArray squares) {
    return squares.add(EPSILON).sqrt();
  }

  /** All axes but sample and channel become one, and channels come last. */
  private static NDArray locations(NDArray map) {
    Shape shape = map.getShape();
    return map.reshape(shape.get(0), shape.get(1), -1).transpose(0, 2, 1);
  }

  private static int[] space(NDArray map) {
    int[] axes = new int[map.getShape().dimension() - 2];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = i + 2;
    }
    return axes;
  }

  /** {@code [sample][channel]} and, for each axis of space, {@code [window][within]}. */
  private static NDArray windows(NDArray map, int window) {
    Shape shape = map.getShape();
    long[] split = new long[2 * shape.dimension() - 2];
    split[0] = shape.get(0);
    split[1] = shape.get(1);
    for (int axis = 2; axis < shape.dimension(); axis++) {
      if (shape.get(axis) % window != 0) {
        throw new IllegalArgumentException(
            "a window of %d does not divide a map %s: choose another side of the crops, another"
                    .formatted(window, shape)
                + " stage or another window");
      }
      split[2 * axis - 2] = shape.get(axis) / window;
      split[2 * axis - 1] = window;
    }
    return map.reshape(split);
  }

  private static int[] within(NDArray windows) {
    int[] axes = new int[(windows.getShape().dimension() - 2) / 2];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = 2 * i + 3;
    }
    return axes;
  }
}
