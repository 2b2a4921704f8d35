package io.tomodrift.learned.nets;

import ai.djl.nn.Block;
import java.util.List;

/**
 * RED-CNN (Chen et al. 2017, fig. 1): five convolutions and five more at full resolution, with ways
 * around from the input and after the second and fourth convolution.
 *
 * <p>Differences: the second five are convolutions instead of transposed ones, all keep the sides
 * with zeros around the image, and no rectifier follows the last sum, since values may be negative.
 *
 * @param dimensions 2 or 3
 * @param inputChannels the first is the image that a residual network adds to
 * @param outputChannels of the result
 * @param filters channels of all layers between
 * @param kernel side of the convolutions, odd
 * @param residual whether the first input channel is added to each output channel
 */
public record RedCnn(
    int dimensions,
    int inputChannels,
    int outputChannels,
    int filters,
    int kernel,
    boolean residual)
    implements Architecture {

  static final String KIND = "redcnn";

  /** Checks the numbers. */
  public RedCnn {
    Architecture.check(KIND, dimensions, inputChannels, outputChannels, List.of(filters));
    if (kernel < 1 || kernel % 2 == 0) {
      throw new IllegalArgumentException(KIND + ": kernel must be odd, got " + kernel);
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int sideMultiple() {
    return 1;
  }

  @Override
  public Block block() {
    return new RedCnnBlock(this);
  }
}
