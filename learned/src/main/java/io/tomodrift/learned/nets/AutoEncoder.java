package io.tomodrift.learned.nets;

import ai.djl.nn.Block;
import java.util.List;

/**
 * Convolutional auto-encoder whose first half, frozen, gives features: {@link FeatureEncoder} and a
 * mirrored decoder of nearest up-sampling and convolutions of side 3. It is trained to reproduce
 * target images; see {@link FeatureEncoder#frozen}.
 *
 * @param dimensions 2 or 3
 * @param inputChannels of the image, in and out
 * @param widths channels of each stage of the encoder
 */
public record AutoEncoder(int dimensions, int inputChannels, List<Integer> widths)
    implements Architecture {

  static final String KIND = "auto-encoder";

  /** Checks the numbers. */
  public AutoEncoder {
    widths = List.copyOf(widths);
    Architecture.check(KIND, dimensions, inputChannels, 1, widths);
  }

  /** The auto-encoder that trains an encoder. */
  public static AutoEncoder of(FeatureEncoder encoder) {
    return new AutoEncoder(encoder.dimensions(), encoder.inputChannels(), encoder.widths());
  }

  /** Its first half. */
  public FeatureEncoder encoder() {
    return new FeatureEncoder(dimensions, inputChannels, widths);
  }

  /** Its second half. */
  public FeatureDecoder decoder() {
    return new FeatureDecoder(dimensions, inputChannels, widths);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int outputChannels() {
    return inputChannels;
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
    return new AutoEncoderBlock(this);
  }
}
