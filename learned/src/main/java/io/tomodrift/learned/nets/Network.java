package io.tomodrift.learned.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A network with weights.
 *
 * <p><b>Shape</b>: {@code [sample][channel][(slice)][row][column]} in and out. <b>Memory</b>: the
 * weights live in a manager of their own until {@link #close()}; results live in the manager of the
 * input. <b>Threading</b>: one thread at a time.
 */
public final class Network implements AutoCloseable {

  private final Architecture architecture;
  private final NDManager manager;
  private final Block block;
  private final ParameterStore store;
  private final Map<String, NDArray> parameters;

  private Network(Architecture architecture, NDManager manager, Block block) {
    this.architecture = architecture;
    this.manager = manager;
    this.block = block;
    store = new ParameterStore(manager, false);
    parameters = new LinkedHashMap<>();
    block.getParameters().forEach(p -> parameters.put(p.getKey(), p.getValue().getArray()));
  }

  /**
   * Creates a network with random weights; call {@link io.tomodrift.learned.torch.Torch#seed} first
   * for repeatable ones.
   *
   * @param parent memory that the weights live in at most as long as
   */
  public static Network create(Architecture architecture, NDManager parent) {
    return create(architecture, parent, DataType.FLOAT32);
  }

  /** The same with values of another type; FLOAT64 is for tests of gradients. */
  public static Network create(Architecture architecture, NDManager parent, DataType type) {
    Objects.requireNonNull(architecture, "architecture");
    NDManager manager = parent.newSubManager();
    Block block = architecture.block();
    long[] sides = new long[architecture.dimensions() + 2];
    java.util.Arrays.fill(sides, 2L * architecture.sideMultiple());
    sides[0] = 1;
    sides[1] = architecture.inputChannels();
    block.initialize(manager, type, new Shape(sides));
    for (var pair : block.getParameters()) {
      ownStorage(pair.getValue(), manager);
    }
    return new Network(architecture, manager, block);
  }

  /** Some initialisers give arrays over Java buffers, which cannot be updated in place. */
  private static void ownStorage(Parameter parameter, NDManager manager) {
    NDArray array = parameter.getArray();
    NDArray copy = array.duplicate();
    copy.attach(manager);
    copy.setRequiresGradient(parameter.requiresGradient());
    parameter.setArray(copy);
    array.close();
  }

  /** What the network is. */
  public Architecture architecture() {
    return architecture;
  }

  /**
   * Applies the network.
   *
   * @param x {@code [sample][channel][(slice)][row][column]}, sides multiples of {@link
   *     Architecture#sideMultiple}
   * @param training whether parameters take part in the graph
   */
  public NDArray apply(NDArray x, boolean training) {
    return applyAll(x, training).get(0);
  }

  /** Applies a network with several outputs, for example the stages of an encoder. */
  public NDList applyAll(NDArray x, boolean training) {
    return block.forward(store, new NDList(x), training);
  }

  /** The weights by name, in the order of the architecture; the arrays themselves, not copies. */
  public Map<String, NDArray> parameters() {
    return java.util.Collections.unmodifiableMap(parameters);
  }

  /** Number of weights. */
  public long parameterCount() {
    return parameters.values().stream().mapToLong(NDArray::size).sum();
  }

  /** Lets the weights take part in gradients, or keeps them out. */
  public void setTrainable(boolean trainable) {
    parameters.values().forEach(array -> array.setRequiresGradient(trainable));
  }

  @Override
  public void close() {
    manager.close();
  }
}
