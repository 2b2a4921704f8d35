package io.tomodrift.learned.drift;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.tomodrift.learned.torch.Ops;
import java.util.Optional;

/** Euclidean distances between features, outside of any graph. */
final class Distances {

  /** Values of the largest temporary: small enough for the cache, large enough to be few. */
  private static final long BLOCK = 1 << 20;

  private Distances() {}

  /**
   * Distances by differences, exact also for close points.
   *
   * @param x {@code [location][sample][channel]}
   * @param y {@code [location][candidate][channel]}
   * @return {@code [location][sample][candidate]} in the manager of {@code x}
   */
  static NDArray of(NDArray x, NDArray y, double floor) {
    long locations = x.getShape().get(0);
    long samples = x.getShape().get(1);
    long channels = x.getShape().get(2);
    long candidates = y.getShape().get(1);
    long step = Math.max(1, BLOCK / (samples * candidates * channels));
    NDList parts = new NDList();
    for (long first = 0; first < locations; first += step) {
      long end = Math.min(first + step, locations);
      try (NDManager scratch = x.getManager().newSubManager()) {
        NDArray a = x.get(NDIndex.sliceAxis(0, first, end));
        NDArray b = y.get(NDIndex.sliceAxis(0, first, end));
        a.attach(scratch);
        b.attach(scratch);
        NDArray difference =
            a.reshape(end - first, samples, 1, channels)
                .sub(b.reshape(end - first, 1, candidates, channels));
        NDArray part = difference.norm(new int[] {3}, false);
        part.attach(x.getManager());
        parts.add(part);
      }
    }
    NDArray distances = parts.size() == 1 ? parts.get(0) : NDArrays.concat(parts, 0);
    return floor > 0 ? distances.maximum(Ops.constant(distances, floor)) : distances;
  }

  /** Weighted sum of distances and the sum of their weights. */
  record Total(double distance, double weight) {

    Total plus(Total other) {
      return new Total(distance + other.distance, weight + other.weight);
    }
  }

  /**
   * Sum of the distances of all pairs of two sets. Squared distances come from inner products, as
   * the pairs are many; what that loses for close points does not show in the sum.
   *
   * @param x {@code [point][channel]}
   * @param y {@code [point][channel]}
   * @param weights {@code [point of y]}, if not all are 1
   * @param sameSet whether y is x: a point's distance from itself is then exactly 0
   */
  static Total total(NDArray x, NDArray y, Optional<NDArray> weights, boolean sameSet) {
    long rows = x.getShape().get(0);
    long columns = y.getShape().get(0);
    long step = Math.max(1, BLOCK / columns);
    double sum = 0;
    for (long first = 0; first < rows; first += step) {
      long end = Math.min(first + step, rows);
      try (NDManager scratch = x.getManager().newSubManager()) {
        NDArray a = x.get(NDIndex.sliceAxis(0, first, end));
        NDArray b = y.get(NDIndex.sliceAxis(0, 0, columns));
        a.attach(scratch);
        b.attach(scratch);
        // Centred, so that inner products lose no digits to a common offset.
        NDArray centre = b.mean(new int[] {0}, true);
        NDArray distances = byInnerProducts(a.sub(centre), b.sub(centre));
        if (sameSet) {
          NDArray eye = diagonal(a, end - first, columns, first);
          distances = distances.sub(distances.mul(eye));
        }
        if (weights.isPresent()) {
          distances = distances.mul(weights.get().reshape(1, columns));
        }
        sum += value(distances.sum());
      }
    }
    double weight = weights.map(w -> value(w.sum())).orElse((double) columns);
    return new Total(sum, weight * rows);
  }

  private static NDArray byInnerProducts(NDArray a, NDArray b) {
    NDArray products = Ops.scale(a.matMul(b.transpose()), -2);
    NDArray squares = Ops.square(a).sum(new int[] {1}, true);
    NDArray others = Ops.square(b).sum(new int[] {1}).reshape(new Shape(1, -1));
    NDArray squared = products.add(squares).add(others);
    return squared.getNDArrayInternal().relu().sqrt();
  }

  /** Sum over a block of distances that are known, {@code [location][sample][candidate]}. */
  static Total total(NDArray distances, Optional<NDArray> weights) {
    if (weights.isEmpty()) {
      return new Total(value(distances.sum()), distances.size());
    }
    long samples = distances.getShape().get(1);
    return new Total(
        value(distances.mul(weights.get()).sum()), value(weights.get().sum()) * samples);
  }

  /** A scalar as a double. */
  static double value(NDArray scalar) {
    return scalar.toType(DataType.FLOAT64, false).getDouble();
  }

  /** Ones at {@code [i][offset + i]} of a matrix of zeros; the engine's own has no offset. */
  static NDArray diagonal(NDArray like, long rows, long columns, long offset) {
    NDManager manager = like.getManager();
    DataType type = like.getDataType();
    NDArray zeros = manager.zeros(new Shape(rows, columns), type);
    NDArray eye = manager.eye((int) rows, (int) rows, 0, type);
    NDList parts =
        new NDList(
            zeros.get(new NDIndex().addAllDim().addSliceDim(0, offset)),
            eye,
            zeros.get(new NDIndex().addAllDim().addSliceDim(offset + rows, columns)));
    return NDArrays.concat(parts, 1);
  }
}
