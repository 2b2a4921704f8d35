package io.tomodrift.learned.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
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
    return new Network(architecture, manager, block);
  }

  /** What the network is. */
  public Architecture architecture() {
    return architecture;
  }

  /**
   * Applies the network; of several outputs the first.
   *
   * @param x {@code [sample][channel][(slice)][row][column]}, sides multiples of {@link
   *     Architecture#sideMultiple}
   * @param training whether parameters take part in the graph
   */
  public NDArray apply(NDArray x, boolean training) {
    NDList all = applyAll(x, training);
    all.subList(1, all.size()).forEach(NDArray::close);
    return all.get(0);
  }

  /**
   * Applies a network that depends on time.
   *
   * @param x as above
   * @param time {@code [sample]}, one time for each sample, of the same type
   */
  public NDArray apply(NDArray x, NDArray time, boolean training) {
    check(x.getShape());
    if (!architecture.timed() || !time.getShape().equals(new Shape(x.getShape().get(0)))) {
      throw new IllegalArgumentException(
          "%s %s a time; images %s came with times %s"
              .formatted(
                  architecture.kind(),
                  architecture.timed() ? "reads" : "does not read",
                  x.getShape(),
                  time.getShape()));
    }
    return block.forward(store, new NDList(x, time), training).singletonOrThrow();
  }

  /** Applies a network with several outputs, for example the stages of an encoder. */
  public NDList applyAll(NDArray x, boolean training) {
    check(x.getShape());
    if (architecture.timed()) {
      throw new IllegalArgumentException(
          architecture.kind() + " reads a time besides the image; none is given");
    }
    return block.forward(store, new NDList(x), training);
  }

  private void check(Shape shape) {
    int dimensions = architecture.dimensions();
    if (shape.dimension() != dimensions + 2 || shape.get(1) != architecture.inputChannels()) {
      throw new IllegalArgumentException(
          "%s reads [sample][%d %s]%s, got %s"
              .formatted(
                  architecture.kind(),
                  architecture.inputChannels(),
                  architecture.inputChannels() == 1 ? "channel" : "channels",
                  dimensions == 2 ? "[row][column]" : "[slice][row][column]",
                  shape));
    }
    long multiple = architecture.sideMultiple();
    for (int axis = 2; axis < shape.dimension(); axis++) {
      if (shape.get(axis) < 1 || shape.get(axis) % multiple != 0) {
        throw new IllegalArgumentException(
            "%s needs sides that are multiples of %d, got %s: pad the image, for example to %d"
                .formatted(
                    architecture.kind(),
                    multiple,
                    shape,
                    Math.max(1, (shape.get(axis) + multiple - 1) / multiple) * multiple));
      }
    }
  }

  /**
   * Copies values into weights in place, so that whoever holds the array sees them.
   *
   * @param weights of this or another network
   * @param values of the same shape and type
   */
  public static void assign(NDArray weights, NDArray values) {
    if (!weights.getShape().equals(values.getShape())
        || weights.getDataType() != values.getDataType()) {
      throw new IllegalArgumentException(
          "%s %s cannot take values of %s %s"
              .formatted(
                  weights.getDataType(),
                  weights.getShape(),
                  values.getDataType(),
                  values.getShape()));
    }
    try (NDArray detached = weights.stopGradient();
        NDArray source = values.stopGradient()) {
      // Not by arithmetic: weights that are not numbers must be replaceable too.
      detached.set(new NDIndex("..."), source);
    }
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
