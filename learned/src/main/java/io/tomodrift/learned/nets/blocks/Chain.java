package io.tomodrift.learned.nets.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** Parts one after the other: children {@code 0}, {@code 1} and so on. */
public final class Chain extends Part {

  private final List<Part> parts;

  /** At least one part. */
  public Chain(List<? extends Part> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a chain needs at least one part");
    }
    this.parts = List.copyOf(parts);
    for (int i = 0; i < parts.size(); i++) {
      add(Integer.toString(i), parts.get(i));
    }
  }

  @Override
  public NDArray apply(NDArray x, Pass pass) {
    NDArray h = parts.get(0).apply(x, pass);
    for (Part part : parts.subList(1, parts.size())) {
      h = then(h, part.apply(h, pass));
    }
    return h;
  }

  @Override
  protected Shape outputShape(Shape input) {
    Shape shape = input;
    for (Part part : parts) {
      shape = part.outputShape(shape);
    }
    return shape;
  }
}
