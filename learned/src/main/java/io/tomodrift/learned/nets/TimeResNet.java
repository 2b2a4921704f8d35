package io.tomodrift.learned.nets;

import ai.djl.nn.Block;
import io.tomodrift.learned.nets.blocks.Norm;
import java.util.List;
import java.util.Objects;

/**
 * A U-Net of residual units that depends on a time: the velocity of a flow, or the noise of a
 * diffusion. The time becomes sinusoids and passes a perceptron; each unit scales and shifts its
 * channels by what it reads there, {@code h <- A h + B} (Perez et al. 2018, eq. 1; the sinusoids as
 * in Vaswani et al. 2017, section 3.5, of {@code 1000 t}). Optionally the coarsest level attends to
 * itself, with queries, keys and values made by convolutions of side 1.
 *
 * <p>The last convolution of every unit is zero at first, so that an untrained network is shallow
 * (Zhang et al. 2019, section 2). With a norm or attention the values depend on the size of the
 * image, see {@link io.tomodrift.learned.nets.blocks.ChannelNorm}.
 *
 * @param dimensions 2 or 3
 * @param inputChannels the image at the time, and others that it is conditioned on
 * @param outputChannels of the result
 * @param widths channels of each level, from the finest
 * @param units residual units of a level downwards; upwards one more if {@code units > 1}
 * @param norm before each convolution of a unit
 * @param attention whether the coarsest level attends to itself
 */
public record TimeResNet(
    int dimensions,
    int inputChannels,
    int outputChannels,
    List<Integer> widths,
    int units,
    Norm norm,
    boolean attention)
    implements Architecture {

  static final String KIND = "time-resnet";

  private static final int LEAST_FEATURES = 32;

  /** Checks the numbers. */
  public TimeResNet {
    widths = List.copyOf(widths);
    Objects.requireNonNull(norm, "norm");
    Architecture.check(KIND, dimensions, inputChannels, outputChannels, widths);
    if (units < 1) {
      throw new IllegalArgumentException(KIND + ": units must be positive, got " + units);
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int sideMultiple() {
    return 1 << (widths.size() - 1);
  }

  @Override
  public boolean residual() {
    return false;
  }

  @Override
  public boolean timed() {
    return true;
  }

  /** Number of sinusoids of the time: even. */
  int sinusoids() {
    return Math.max(LEAST_FEATURES, 2 * (widths.get(0) / 2));
  }

  /** Number of features of the time that units read. */
  int features() {
    return 4 * sinusoids();
  }

  @Override
  public Block block() {
    return new TimeResNetBlock(this);
  }
}
