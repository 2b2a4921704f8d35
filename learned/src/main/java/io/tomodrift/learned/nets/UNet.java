package io.tomodrift.learned.nets;

import ai.djl.nn.Block;
import io.tomodrift.learned.nets.blocks.Norm;
import java.util.List;
import java.util.Objects;

/**
 * U-Net in the manner of FBPConvNet (Jin et al. 2017, fig. 3): two dense convolutions of side 3 a
 * level, maxima downwards, concatenated skips, and a last convolution of side 1.
 *
 * <p>Differences: narrower and leaky rectifiers; upwards the nearest value instead of a transposed
 * convolution, read by the first convolution of the level; no batch normalisation by default, so
 * that windows and whole images give the same values.
 *
 * @param dimensions 2 or 3
 * @param inputChannels the first is the image that a residual network adds to
 * @param outputChannels of the result
 * @param widths channels of each level, from the finest
 * @param norm after each convolution but the last
 * @param residual whether the first input channel is added to each output channel
 */
public record UNet(
    int dimensions,
    int inputChannels,
    int outputChannels,
    List<Integer> widths,
    Norm norm,
    boolean residual)
    implements Architecture {

  static final String KIND = "unet";

  /** Checks the numbers. */
  public UNet {
    widths = List.copyOf(widths);
    Objects.requireNonNull(norm, "norm");
    Architecture.check(KIND, dimensions, inputChannels, outputChannels, widths);
  }

  /** One channel in and out, residual, without normalisation. */
  public static UNet residual(int dimensions, Integer... widths) {
    return new UNet(dimensions, 1, 1, List.of(widths), Norm.NONE, true);
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
