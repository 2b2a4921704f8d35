package io.tomodrift.projectors.device;

/** Inner products of stacks {@code [index][lane]}, one a lane. */
public interface InnerProducts extends AutoCloseable {

  /** Computes {@code sums[lane] = sum over index of x[index][lane] y[index][lane]} in float32. */
  void compute(
      DeviceQueue queue, DeviceBuffer x, DeviceBuffer y, int count, int lanes, DeviceBuffer sums);

  @Override
  void close();
}
