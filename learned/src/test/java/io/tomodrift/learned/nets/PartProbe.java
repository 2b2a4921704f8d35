package io.tomodrift.learned.nets;

import ai.djl.nn.Block;
import io.tomodrift.learned.nets.blocks.Part;
import java.util.function.Supplier;

/** A single part as a network. */
record PartProbe(int dimensions, int inputChannels, int sideMultiple, Supplier<Part> maker)
    implements Architecture {

  @Override
  public String kind() {
    return "probe";
  }

  @Override
  public int outputChannels() {
    return 1;
  }

  @Override
  public boolean residual() {
    return false;
  }

  @Override
  public Block block() {
    return maker.get();
  }
}
