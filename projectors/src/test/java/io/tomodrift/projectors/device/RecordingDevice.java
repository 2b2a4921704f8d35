package io.tomodrift.projectors.device;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A device of plain Java that writes down what is asked of it. Work is carried out when its queue
 * is waited for and not before, the latest moment that the contract allows: who reads a result or
 * reuses a buffer too early gets wrong values.
 */
final class RecordingDevice implements Device {

  final List<String> events = new ArrayList<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final long memoryBytes;
  private int made;
  private int queues;
  private int allocations;
  private int launches;

  /** Number of the launch that fails, from 1; 0 for none. */
  int failingLaunch;

  /** Number of the allocation that fails, from 1; 0 for none. */
  int failingAllocation;

  RecordingDevice(long memoryBytes) {
    this.memoryBytes = memoryBytes;
  }

  /** What is not closed, the latest first. */
  List<String> open() {
    return List.copyOf(open);
  }

  private String opened(String what) {
    open.push(what);
    return what;
  }

  /** Closing anything but the latest is written down as an error. */
  private void closed(String what) {
    events.add("close " + what);
    if (!what.equals(open.peek())) {
      events.add("OUT OF ORDER: " + what + " of " + open);
    }
    open.remove(what);
  }

  private ByteBuffer allocate(long bytes) {
    if (++allocations == failingAllocation) {
      throw new IllegalStateException("allocation " + allocations + " fails");
    }
    ByteBuffer memory = ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.nativeOrder());
    while (memory.hasRemaining()) {
      memory.put((byte) 0xFF); // NaN
    }
    memory.clear();
    return memory;
  }

  @Override
  public String name() {
    return "recording device";
  }

  @Override
  public long memoryBytes() {
    return memoryBytes;
  }

  @Override
  public long largestBufferBytes() {
    return memoryBytes;
  }

  @Override
  public DeviceKernel kernel(KernelSource source, String entry) {
    String name = opened("kernel " + source.variant() + ":" + entry);
    return new DeviceKernel() {
      @Override
      public String entry() {
        return entry;
      }

      @Override
      public void close() {
        closed(name);
      }
    };
  }

  @Override
  public DeviceBuffer buffer(long bytes) {
    ByteBuffer memory = allocate(bytes);
    return new OnDevice(opened("device memory " + made++), memory);
  }

  @Override
  public HostBuffer hostBuffer(long bytes) {
    ByteBuffer memory = allocate(bytes);
    return new OnHost(opened("host memory " + made++), memory);
  }

  @Override
  public DeviceQueue queue() {
    return new Queue(opened("q" + queues++));
  }

  @Override
  public void close() {
    events.add("close device");
  }

  private final class OnDevice implements DeviceBuffer {
    private final String name;
    private final ByteBuffer memory;

    OnDevice(String name, ByteBuffer memory) {
      this.name = name;
      this.memory = memory;
    }

    @Override
    public long bytes() {
      return memory.capacity();
    }

    @Override
    public void close() {
      closed(name);
    }
  }

  private final class OnHost implements HostBuffer {
    private final String name;
    private final ByteBuffer memory;

    OnHost(String name, ByteBuffer memory) {
      this.name = name;
      this.memory = memory;
    }

    @Override
    public ByteBuffer bytes() {
      return memory.duplicate().order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
      closed(name);
    }
  }

  /** Any kernel with two buffers first adds one to each value of the first into the second. */
  private final class Queue implements DeviceQueue {
    private final String name;
    private final List<Runnable> pending = new ArrayList<>();

    Queue(String name) {
      this.name = name;
    }

    private static void copy(ByteBuffer from, ByteBuffer to, long bytes) {
      to.put(0, from, 0, (int) bytes);
    }

    @Override
    public void upload(HostBuffer source, DeviceBuffer target, long bytes) {
      events.add(name + " upload " + bytes);
      ByteBuffer from = source.bytes();
      pending.add(() -> copy(from, ((OnDevice) target).memory, bytes));
    }

    @Override
    public void download(DeviceBuffer source, HostBuffer target, long bytes) {
      events.add(name + " download " + bytes);
      ByteBuffer to = ((OnHost) target).memory;
      pending.add(() -> copy(((OnDevice) source).memory, to, bytes));
    }

    @Override
    public void launch(DeviceKernel kernel, long items, Object... arguments) {
      if (++launches == failingLaunch) {
        throw new IllegalStateException("launch " + launches + " fails");
      }
      events.add(name + " launch " + (kernel == null ? "" : kernel.entry() + " ") + items);
      ByteBuffer in = ((OnDevice) arguments[0]).memory;
      ByteBuffer out = ((OnDevice) arguments[1]).memory;
      pending.add(
          () -> {
            for (int at = 0; at + 4 <= Math.min(in.capacity(), out.capacity()); at += 4) {
              out.putFloat(at, in.getFloat(at) + 1);
            }
          });
    }

    @Override
    public void finish() {
      events.add(name + " finish");
      pending.forEach(Runnable::run);
      pending.clear();
    }

    @Override
    public void close() {
      closed(name);
    }
  }
}
