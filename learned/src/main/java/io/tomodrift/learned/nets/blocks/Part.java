package io.tomodrift.learned.nets.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.ParameterList;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;

/**
 * A block with one input and one output whose parameters are named by their path. Unlike DJL's own
 * blocks it knows its channels when it is made, so the shape given to {@code initialize} does not
 * matter.
 */
public abstract class Part extends AbstractBlock {

  private final List<String> names = new ArrayList<>();

  /** For subclasses. */
  protected Part() {}

  /**
   * The output, in the memory of the input, which stays open.
   *
   * @param x {@code [sample][channel][(slice)][row][column]}
   * @param pass where the weights are
   */
  public abstract NDArray apply(NDArray x, Pass pass);

  /** Shape of the output for a shape of the input. */
  protected abstract Shape outputShape(Shape input);

  /**
   * Makes a part a child; its parameters get the name, a dot, and their own name, or only their own
   * if the name is empty.
   */
  protected final <P extends Part> P add(String name, P part) {
    names.add(name.isEmpty() ? "" : name + ".");
    return addChildBlock(name, part);
  }

  /** Makes parts children named {@code name.0}, {@code name.1} and so on. */
  protected final <P extends Part> List<P> addAll(String name, List<P> parts) {
    for (int i = 0; i < parts.size(); i++) {
      add(name + "." + i, parts.get(i));
    }
    return List.copyOf(parts);
  }

  /** Closes an array that is used up and gives the other. */
  protected static NDArray then(NDArray used, NDArray result) {
    used.close();
    return result;
  }

  /** The same shape with other channels and sides. */
  protected static Shape shape(Shape input, long channels, int shrink, int grow) {
    long[] sides = input.getShape().clone();
    sides[1] = channels;
    for (int i = 2; i < sides.length; i++) {
      sides[i] = (sides[i] + shrink - 1) / shrink * grow;
    }
    return new Shape(sides);
  }

  @Override
  public ParameterList getParameters() {
    ParameterList all = getDirectParameters();
    var children = getChildren();
    for (int i = 0; i < children.size(); i++) {
      for (var pair : children.valueAt(i).getParameters()) {
        all.add(names.get(i) + pair.getKey(), pair.getValue());
      }
    }
    return all;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray time = inputs.size() > 1 ? inputs.get(1) : null;
    return new NDList(apply(inputs.get(0), new Pass(store, training, time)));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputShapes) {
    getChildren().forEach(child -> child.getValue().initialize(manager, type, inputShapes));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {outputShape(inputShapes[0])};
  }

  /** Adds a parameter of this part itself. */
  protected final Parameter addWeights(
      String name, Parameter.Type type, Shape shape, Weights initial) {
    return addParameter(
        Parameter.builder()
            .setName(name)
            .setType(type)
            .optShape(shape)
            .optInitializer(initial)
            .build());
  }
}
