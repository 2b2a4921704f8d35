package io.tomodrift.learned.infer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.convolutional.Conv3d;
import io.tomodrift.learned.nets.Architecture;
import io.tomodrift.learned.nets.Network;
import java.util.Map;

/**
 * The smallest network: {@code y = factor x + shift}.
 *
 * @param dimensions 2 or 3
 * @param inputChannels channels in
 * @param outputChannels channels out
 * @param sideMultiple what sides must be multiples of
 */
record OneConvolution(int dimensions, int inputChannels, int outputChannels, int sideMultiple)
    implements Architecture {

  @Override
  public String kind() {
    return "one-convolution";
  }

  @Override
  public boolean residual() {
    return false;
  }

  @Override
  public Block block() {
    return dimensions == 2
        ? Conv2d.builder().setKernelShape(new Shape(1, 1)).setFilters(outputChannels).build()
        : Conv3d.builder().setKernelShape(new Shape(1, 1, 1)).setFilters(outputChannels).build();
  }

  /** One channel, with known weights. */
  static Network affine(int dimensions, float factor, float shift, NDManager memory) {
    Network network = Network.create(new OneConvolution(dimensions, 1, 1, 4), memory);
    for (Map.Entry<String, NDArray> parameter : network.parameters().entrySet()) {
      float value = parameter.getKey().contains("bias") ? shift : factor;
      try (NDArray values = parameter.getValue().zerosLike().add(value)) {
        Network.assign(parameter.getValue(), values);
      }
    }
    return network;
  }
}
