package io.tomodrift.learned.nets.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.Objects;

/**
 * One evaluation of a network.
 *
 * @param store where the weights are
 * @param training whether weights take part in the graph
 * @param time what parts besides their input depend on: the times, {@code [sample]}, and further
 *     inside their embedding, {@code [sample][feature]}; null for networks without time
 */
public record Pass(ParameterStore store, boolean training, NDArray time) {

  /** Checks for nulls. */
  public Pass {
    Objects.requireNonNull(store, "store");
  }

  /** Without time. */
  public Pass(ParameterStore store, boolean training) {
    this(store, training, null);
  }

  /** The same evaluation where parts see this instead of the time. */
  public Pass withTime(NDArray other) {
    return new Pass(store, training, other);
  }

  /** The weights of a parameter; not to be closed. */
  NDArray value(Parameter parameter, NDArray like) {
    return store.getValue(parameter, like.getDevice(), training);
  }
}
