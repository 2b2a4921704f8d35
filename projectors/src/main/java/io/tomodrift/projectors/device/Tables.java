package io.tomodrift.projectors.device;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Brings tables made on the host to the device. */
final class Tables {

  private Tables() {}

  /**
   * Allocates a buffer, lets {@code writer} fill it on the host and waits until it is on the
   * device.
   *
   * @param scope owns the buffer
   */
  static DeviceBuffer upload(
      Device device, ResourceScope scope, long bytes, Consumer<ByteBuffer> writer) {
    DeviceBuffer buffer = scope.add(device.buffer(bytes));
    refill(device, buffer, writer);
    return buffer;
  }

  /** Overwrites a buffer with what {@code writer} writes, and waits. */
  static void refill(Device device, DeviceBuffer buffer, Consumer<ByteBuffer> writer) {
    try (HostBuffer staging = device.hostBuffer(buffer.bytes());
        DeviceQueue queue = device.queue()) {
      writer.accept(staging.bytes());
      queue.upload(staging, buffer, buffer.bytes());
      queue.finish();
    }
  }

  /** A table of float32 values, rounded from double. */
  static DeviceBuffer floats(Device device, ResourceScope scope, double[] values) {
    return upload(
        device,
        scope,
        (long) Float.BYTES * values.length,
        bytes -> putFloats(bytes.asFloatBuffer(), values));
  }

  static void putFloats(java.nio.FloatBuffer target, double[] values) {
    for (double value : values) {
      target.put((float) value);
    }
  }
}
