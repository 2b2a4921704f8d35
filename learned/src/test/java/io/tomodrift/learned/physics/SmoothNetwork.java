package io.tomodrift.learned.physics;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import io.tomodrift.learned.nets.Architecture;

/** Two convolutions with a hyperbolic tangent between: no kinks that differences stumble over. */
record SmoothNetwork() implements Architecture {

  @Override
  public String kind() {
    return "smooth";
  }

  @Override
  public int dimensions() {
    return 2;
  }

  @Override
  public int inputChannels() {
    return 1;
  }

  @Override
  public int outputChannels() {
    return 1;
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
    return new SequentialBlock()
        .add(convolution(3))
        .add(Activation.tanhBlock())
        .add(convolution(1));
  }

  private static Block convolution(int filters) {
    return Conv2d.builder()
        .setKernelShape(new Shape(3, 3))
        .optPadding(new Shape(1, 1))
        .setFilters(filters)
        .build();
  }
}
