package io.tomodrift.learned.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import java.util.List;
import java.util.Map;

/**
 * Encoder half of {@link AutoEncoder}: at each stage a convolution of side 3 and stride 2 and a
 * leaky rectifier. {@link Network#applyAll} gives the map of every stage, finest first; {@link
 * Network#apply} gives the finest.
 *
 * @param dimensions 2 or 3
 * @param inputChannels of the image
 * @param widths channels of each stage
 */
public record FeatureEncoder(int dimensions, int inputChannels, List<Integer> widths)
    implements Architecture {

  static final String KIND = "encoder";

  /** Checks the numbers. */
  public FeatureEncoder {
    widths = List.copyOf(widths);
    Architecture.check(KIND, dimensions, inputChannels, 1, widths);
  }

  /** The usual size: 16-32-32 in two dimensions, 8-16-32 in three. */
  public static FeatureEncoder usual(int dimensions) {
    return new FeatureEncoder(
        dimensions, 1, dimensions == 2 ? List.of(16, 32, 32) : List.of(8, 16, 32));
  }

  /**
   * The encoder of a trained auto-encoder, a copy of its weights, which do not take part in
   * gradients.
   *
   * @param autoEncoder network of an {@link AutoEncoder}; may be closed afterwards
   */
  public static Network frozen(Network autoEncoder, NDManager parent) {
    if (!(autoEncoder.architecture() instanceof AutoEncoder whole)) {
      throw new IllegalArgumentException(
          "an encoder can be taken from an auto-encoder only, got a "
              + autoEncoder.architecture().kind());
    }
    NDArray any = autoEncoder.parameters().values().iterator().next();
    Network encoder = Network.create(whole.encoder(), parent, any.getDataType());
    encoder.setTrainable(false);
    for (Map.Entry<String, NDArray> entry : encoder.parameters().entrySet()) {
      Network.assign(entry.getValue(), autoEncoder.parameters().get(entry.getKey()));
    }
    return encoder;
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** Channels of the deepest stage. */
  @Override
  public int outputChannels() {
    return widths.get(widths.size() - 1);
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
    return new EncoderBlock(this);
  }
}
