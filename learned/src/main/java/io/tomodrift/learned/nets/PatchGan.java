package io.tomodrift.learned.nets;

import ai.djl.nn.Block;
import java.util.List;

/**
 * Discriminator that judges patches (Isola et al. 2017, section 3.2.2): convolutions of side 4 and
 * stride 2, then one of side 3 and stride 1, then one to a single channel, each value of which
 * judges the patch that it sees. Leaky rectifiers; instance normalisation on all but the first and
 * the last. No function at the end: for least squares or hinge, or a logistic loss of its own.
 *
 * <p>Difference: the last two convolutions have side 3 instead of 4, so that sides stay even. With
 * three widths a value sees a patch of side 54.
 *
 * @param dimensions 2 or 3
 * @param inputChannels of images that belong together, for example condition and result
 * @param widths channels of each convolution with stride 2
 */
public record PatchGan(int dimensions, int inputChannels, List<Integer> widths)
    implements Architecture {

  static final String KIND = "patchgan";

  /** Checks the numbers. */
  public PatchGan {
    widths = List.copyOf(widths);
    Architecture.check(KIND, dimensions, inputChannels, 1, widths);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int outputChannels() {
    return 1;
  }

  @Override
  public int sideMultiple() {
    return 1 << widths.size();
  }

  @Override
  public boolean residual() {
    return false;
  }

  @Override
  public Block block() {
    return new PatchGanBlock(this);
  }
}
