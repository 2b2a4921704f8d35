package io.tomodrift.projectors.opencl;

import io.tomodrift.projectors.device.Device;
import io.tomodrift.projectors.device.DeviceBuffer;
import io.tomodrift.projectors.device.DeviceKernel;
import io.tomodrift.projectors.device.DeviceQueue;
import io.tomodrift.projectors.device.HostBuffer;
import io.tomodrift.projectors.device.KernelSource;
import io.tomodrift.projectors.device.RealTransforms;
import java.util.Optional;
import java.util.function.BiFunction;

/** A device whose kernels get other arguments than they were given. */
class TamperedDevice implements Device {

  private final Device device;
  private final String name;
  private final BiFunction<String, Object[], Object[]> tamper;
  int closed;

  TamperedDevice(Device device, String name, BiFunction<String, Object[], Object[]> tamper) {
    this.device = device;
    this.name = name;
    this.tamper = tamper;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long memoryBytes() {
    return device.memoryBytes();
  }

  @Override
  public long largestBufferBytes() {
    return device.largestBufferBytes();
  }

  @Override
  public DeviceKernel kernel(KernelSource source, String entry) {
    return device.kernel(source, entry);
  }

  @Override
  public DeviceBuffer buffer(long bytes) {
    return device.buffer(bytes);
  }

  @Override
  public HostBuffer hostBuffer(long bytes) {
    return device.hostBuffer(bytes);
  }

  @Override
  public Optional<RealTransforms> realTransforms(int length, int lines) {
    return Optional.empty();
  }

  @Override
  public DeviceQueue queue() {
    DeviceQueue queue = device.queue();
    return new DeviceQueue() {
      @Override
      public void upload(HostBuffer source, DeviceBuffer target, long bytes) {
        queue.upload(source, target, bytes);
      }

      @Override
      public void download(DeviceBuffer source, HostBuffer target, long bytes) {
        queue.download(source, target, bytes);
      }

      @Override
      public void launch(DeviceKernel kernel, long items, Object... arguments) {
        queue.launch(kernel, items, tamper.apply(kernel.entry(), arguments));
      }

      @Override
      public void finish() {
        queue.finish();
      }

      @Override
      public void close() {
        queue.close();
      }
    };
  }

  @Override
  public void close() {
    closed++;
    device.close();
  }
}
