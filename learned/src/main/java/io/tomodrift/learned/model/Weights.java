package io.tomodrift.learned.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.geometry.error.ModelException;
import io.tomodrift.learned.nets.Network;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A copy of the values of a network on the heap, by the names of its parameters.
 *
 * @param tensors by name, in the order of the names
 */
public record Weights(SortedMap<String, Tensor> tensors) {

  /** Copies the map, not the values. */
  public Weights {
    tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
  }

  /** The weights of a network as they are now. */
  public static Weights of(Network network) {
    return of(network.parameters());
  }

  /**
   * The values of arrays as they are now.
   *
   * @throws IllegalArgumentException if one is not of single precision
   */
  public static Weights of(Map<String, NDArray> arrays) {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    arrays.forEach(
        (name, array) -> {
          if (array.getDataType() != DataType.FLOAT32) {
            throw new IllegalArgumentException(
                "%s is %s; weights are kept in FLOAT32".formatted(name, array.getDataType()));
          }
          tensors.put(name, new Tensor(array.getShape().getShape(), array.toFloatArray()));
        });
    return new Weights(tensors);
  }

  /**
   * Gives the values to a network of the same parameters.
   *
   * @param where file or other origin, for the message
   * @throws ModelException if names or shapes differ; nothing is changed then
   */
  public void copyTo(Network network, NDManager memory, String where) {
    copyTo(network.parameters(), memory, where);
  }

  /** The same for arrays by name. */
  public void copyTo(Map<String, NDArray> arrays, NDManager memory, String where) {
    requireFit(arrays, where);
    try (NDManager step = memory.newSubManager()) {
      arrays.forEach(
          (name, array) ->
              Network.assign(array, step.create(tensors.get(name).values(), array.getShape())));
    }
  }

  private void requireFit(Map<String, NDArray> arrays, String where) {
    arrays.forEach(
        (name, array) -> {
          Tensor tensor = tensors.get(name);
          if (tensor == null) {
            throw new ModelException(
                "%s: no weights '%s', which the network has; it holds %d of other names. Is the"
                        .formatted(where, name, tensors.size())
                    + " architecture the one it was trained with?");
          }
          Shape shape = new Shape(tensor.shape());
          if (!shape.equals(array.getShape())) {
            throw new ModelException(
                "%s: weights '%s' have shape %s, the network's have %s. Is the architecture the one"
                        .formatted(where, name, shape, array.getShape())
                    + " it was trained with?");
          }
        });
    for (String name : tensors.keySet()) {
      if (!arrays.containsKey(name)) {
        throw new ModelException(
            "%s: weights '%s' belong to no parameter of the network, which has %d. Is the"
                    .formatted(where, name, arrays.size())
                + " architecture the one it was trained with?");
      }
    }
  }

  /** Whether names, shapes and every bit are the same. */
  public boolean sameAs(Weights other) {
    return tensors.keySet().equals(other.tensors.keySet())
        && tensors.entrySet().stream()
            .allMatch(entry -> entry.getValue().sameAs(other.tensors.get(entry.getKey())));
  }

  /** The same weights, each name preceded by a prefix. */
  public Weights prefixed(String prefix) {
    SortedMap<String, Tensor> renamed = new TreeMap<>();
    tensors.forEach((name, tensor) -> renamed.put(prefix + name, tensor));
    return new Weights(renamed);
  }

  /** Those whose names begin with a prefix, without it. */
  public Weights withPrefix(String prefix) {
    SortedMap<String, Tensor> found = new TreeMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), tensor);
          }
        });
    return new Weights(found);
  }

  /** These and others of other names. */
  public Weights and(Weights others) {
    Map<String, Tensor> all = new LinkedHashMap<>(tensors);
    all.putAll(others.tensors);
    return new Weights(new TreeMap<>(all));
  }

  /** Number of values in all. */
  public long count() {
    return tensors.values().stream().mapToLong(tensor -> tensor.values().length).sum();
  }
}
