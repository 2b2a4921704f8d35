package io.tomodrift.learned.nets;

import ai.djl.nn.Block;
import java.util.List;

/**
 * Decoder half of {@link AutoEncoder}: from the deepest features to an image, at each stage nearest
 * up-sampling and a convolution of side 3. Sides grow by 2 at each stage.
 *
 * @param dimensions 2 or 3
 * @param outputChannels of the image
 * @param widths channels of each stage of the encoder, from the image on
 */
public record FeatureDecoder(int dimensions, int outputChannels, List<Integer> widths)
    implements Architecture {

  static final String KIND = "decoder";

  /** Checks the numbers. */
  public FeatureDecoder {
    widths = List.copyOf(widths);
    Architecture.check(KIND, dimensions, 1, outputChannels, widths);
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** Channels of the deepest stage. */
  @Override
  public int inputChannels() {
    return widths.get(widths.size() - 1);
  }

  @Override
  public int sideMultiple() {
    return 1;
  }

  @Override
  public boolean residual() {
    return false;
  }

  @Override
  public Block block() {
    return new DecoderBlock(this);
  }
}
