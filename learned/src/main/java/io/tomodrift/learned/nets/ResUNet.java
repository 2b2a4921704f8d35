package io.tomodrift.learned.nets;

import ai.djl.nn.Block;
import io.tomodrift.learned.nets.blocks.Norm;
import java.util.List;
import java.util.Objects;

/**
 * U-Net of residual units (Zhang et al. 2018, fig. 2): one unit a level each way, with stride 2
 * downwards, nearest values and concatenated skips upwards, and a last convolution of side 1.
 * Functions are leaky rectifiers and follow the convolutions.
 *
 * @param dimensions 2 or 3
 * @param inputChannels the first is the image that a residual network adds to
 * @param outputChannels of the result
 * @param widths channels of each level, from the finest
 * @param norm after each convolution of the units
 * @param residual whether the first input channel is added to each output channel
 */
public record ResUNet(
    int dimensions,
    int inputChannels,
    int outputChannels,
    List<Integer> widths,
    Norm norm,
    boolean residual)
    implements Architecture {

  static final String KIND = "resunet";

  /** Checks the numbers. */
  public ResUNet {
    widths = List.copyOf(widths);
    Objects.requireNonNull(norm, "norm");
    Architecture.check(KIND, dimensions, inputChannels, outputChannels, widths);
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
  public Block block() {
    return UNetBlock.of(this);
  }
}
