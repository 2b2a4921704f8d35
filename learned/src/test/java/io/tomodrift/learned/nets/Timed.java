package io.tomodrift.learned.nets;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** Applies networks with and without time. */
final class Timed {

  private Timed() {}

  static NDArray apply(Network network, NDArray x, boolean training) {
    return all(network, x, training).get(0);
  }

  /** Each sample of a network with time has another one. */
  static NDList all(Network network, NDArray x, boolean training) {
    if (!network.architecture().timed()) {
      return network.applyAll(x, training);
    }
    double[] times = new double[(int) x.getShape().get(0)];
    for (int i = 0; i < times.length; i++) {
      times[i] = (i + 1.0) / (times.length + 2);
    }
    try (NDArray onHeap = x.getManager().create(times);
        NDArray converted = onHeap.toType(x.getDataType(), true);
        NDArray time = converted.duplicate()) {
      return new NDList(network.apply(x, time, training));
    }
  }
}
