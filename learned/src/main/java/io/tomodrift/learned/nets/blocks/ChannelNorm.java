package io.tomodrift.learned.nets.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.tomodrift.learned.torch.Ops;
import java.util.Arrays;

/**
 * Group normalisation with scale and shift by channel (Wu and He 2018, eq. 1 and 6); one group a
 * channel is instance normalisation. Parameters: {@code weight} and {@code bias}, {@code
 * [channel]}.
 *
 * <p>Statistics are of the image or window at hand, so a network with it gives other values for a
 * window than for the whole.
 */
public final class ChannelNorm extends Part {

  private static final double EPSILON = 1e-5;
  private static final int MOST_GROUPS = 32;
  private static final int LEAST_GROUP = 4;

  private final int channels;
  private final int groups;
  private final Parameter scale;
  private final Parameter shift;

  private ChannelNorm(int channels, int groups) {
    if (groups < 1 || channels % groups != 0) {
      throw new IllegalArgumentException(
          "%d channels cannot be divided into %d groups".formatted(channels, groups));
    }
    this.channels = channels;
    this.groups = groups;
    scale = addWeights("weight", Parameter.Type.GAMMA, new Shape(channels), Weights.ONE);
    shift = addWeights("bias", Parameter.Type.BETA, new Shape(channels), Weights.ZERO);
  }

  /** The part that a name stands for, null for none. */
  static ChannelNorm of(Norm norm, int channels) {
    return switch (norm) {
      case NONE -> null;
      case INSTANCE -> instance(channels);
      case GROUP -> group(channels, usualGroups(channels));
    };
  }

  /** Largest power of 2 that divides the channels and leaves a group at least 4 of them. */
  private static int usualGroups(int channels) {
    int groups = 1;
    while (2 * groups <= MOST_GROUPS
        && channels % (2 * groups) == 0
        && channels / (2 * groups) >= LEAST_GROUP) {
      groups *= 2;
    }
    return groups;
  }

  /** Normalises groups of channels together. */
  public static ChannelNorm group(int channels, int groups) {
    return new ChannelNorm(channels, groups);
  }

  /** Normalises each channel by itself. */
  public static ChannelNorm instance(int channels) {
    return new ChannelNorm(channels, channels);
  }

  @Override
  public NDArray apply(NDArray x, Pass pass) {
    NDArray normalised = Ops.groupNorm(x, groups, EPSILON);
    try (NDArray factors = column(pass.value(scale, x), x);
        NDArray terms = column(pass.value(shift, x), x)) {
      NDArray scaled = then(normalised, normalised.mul(factors));
      return then(scaled, scaled.add(terms));
    }
  }

  /** As a shape that broadcasts along channels. */
  private NDArray column(NDArray values, NDArray x) {
    long[] sides = new long[x.getShape().dimension()];
    Arrays.fill(sides, 1);
    sides[1] = channels;
    NDArray view = values.reshape(new Shape(sides));
    view.attach(x.getManager());
    return view;
  }

  @Override
  protected Shape outputShape(Shape input) {
    return input;
  }
}
