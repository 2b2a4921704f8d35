package io.tomodrift.learned.infer;

import io.tomodrift.learned.nets.Architecture;
import java.util.Map;

/** The network's result itself. */
record OnePassMapping(Evaluator network) implements Mapping {

  @Override
  public Architecture architecture() {
    return network.architecture();
  }

  @Override
  public float[] apply(float[] windows, int count, int[] shape) {
    return network.apply(windows, network.shape(count, shape));
  }

  @Override
  public int evaluations() {
    return 1;
  }

  @Override
  public Map<String, Object> description() {
    return Map.of();
  }

  @Override
  public void close() {
    network.close();
  }
}
