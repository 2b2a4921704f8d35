package io.tomodrift.projectors.device;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends a stack through the device batch by batch: upload, work and download of a batch are given
 * to one of two queues in turn, so that one batch travels while the other is computed and the host
 * copies. Buffers are kept for the next call.
 */
final class BatchPipeline implements AutoCloseable {

  private static final int SLOTS = 2;

  /** What is done on the device with a batch. */
  @FunctionalInterface
  interface Work {
    /** Gives the kernels to a queue; {@code in} and {@code out} hold {@code lanes} slices. */
    void enqueue(DeviceQueue queue, DeviceBuffer in, DeviceBuffer out, int lanes);
  }

  /** One of the two kinds of stack of an operator; the kind says which buffers are used. */
  enum Port {
    /** Images. */
    IMAGE,
    /** Data. */
    DATA
  }

  private final Device device;
  private final RunContext context;
  private final ResourceScope scope;
  private final Slot[] slots = new Slot[SLOTS];

  BatchPipeline(Device device, String owner, RunContext context) {
    this.device = device;
    this.context = context;
    this.scope = new ResourceScope(owner);
  }

  /**
   * Computes {@code out} from {@code in}.
   *
   * @param stage name of the work, for progress
   * @param plan the batches
   * @param in input, read
   * @param from kind of the input
   * @param out result, overwritten; may be {@code in} if the kinds are equal
   * @param to kind of the result
   * @param work the kernels
   */
  void run(
      String stage, BatchPlan plan, FloatStack in, Port from, FloatStack out, Port to, Work work) {
    scope.requireOpen();
    try {
      int batches = plan.batches();
      for (int batch = 0; batch < batches + SLOTS; batch++) {
        int before = batch - SLOTS;
        if (before >= 0 && before < batches) {
          finish(plan, before, out, to);
          context.progress().progress(stage, before + 1L, batches);
        }
        if (batch < batches) {
          context.checkCancelled();
          start(plan, batch, in, from, out, to, work);
        }
      }
    } catch (RuntimeException | Error e) {
      settle(e);
      throw e;
    }
  }

  private void start(
      BatchPlan plan, int batch, FloatStack in, Port from, FloatStack out, Port to, Work work) {
    Slot slot = slot(batch % SLOTS);
    int count = plan.count(batch);
    Transfer source = slot.transfer(from, in, plan.batchSlices());
    Transfer sink = slot.transfer(to, out, plan.batchSlices());
    LaneCopy.pack(in, plan.first(batch), count, source.host, context);
    slot.queue.upload(source.host, source.device, bytes(in, count));
    work.enqueue(slot.queue, source.device, sink.device, count);
    slot.queue.download(sink.device, sink.host, bytes(out, count));
  }

  private void finish(BatchPlan plan, int batch, FloatStack out, Port to) {
    Slot slot = slot(batch % SLOTS);
    slot.queue.finish();
    Transfer sink = slot.transfer(to, out, plan.batchSlices());
    LaneCopy.unpack(sink.host, out, plan.first(batch), plan.count(batch), context);
  }

  /** Nothing may still be written to memory of a call that failed. */
  private void settle(Throwable failure) {
    for (Slot slot : slots) {
      if (slot != null) {
        try {
          slot.queue.finish();
        } catch (RuntimeException e) {
          failure.addSuppressed(e);
        }
      }
    }
  }

  private static long bytes(FloatStack stack, int slices) {
    return (long) Float.BYTES * stack.rows() * stack.columns() * slices;
  }

  private Slot slot(int index) {
    if (slots[index] == null) {
      slots[index] = scope.add(new Slot(device));
    }
    return slots[index];
  }

  @Override
  public void close() {
    scope.close();
  }

  /** A queue and the buffers of the batch it carries. */
  private static final class Slot implements AutoCloseable {
    private final Device device;
    private final DeviceQueue queue;
    private final Map<Port, Transfer> transfers = new LinkedHashMap<>();

    Slot(Device device) {
      this.device = device;
      this.queue = device.queue();
    }

    Transfer transfer(Port port, FloatStack stack, int slices) {
      long needed = bytes(stack, slices);
      Transfer current = transfers.get(port);
      if (current == null || current.device.bytes() < needed) {
        if (current != null) {
          transfers.remove(port);
          current.close();
        }
        current = new Transfer(device, needed);
        transfers.put(port, current);
      }
      return current;
    }

    @Override
    public void close() {
      try (ResourceScope all = new ResourceScope("a batch")) {
        all.add(queue);
        transfers.values().forEach(all::add);
      }
    }
  }

  /** A buffer of the device and its counterpart on the host. */
  private static final class Transfer implements AutoCloseable {
    private final ResourceScope scope = new ResourceScope("a transfer");
    private final HostBuffer host;
    private final DeviceBuffer device;

    Transfer(Device device, long bytes) {
      try {
        this.host = scope.add(device.hostBuffer(bytes));
        this.device = scope.add(device.buffer(bytes));
      } catch (RuntimeException | Error e) {
        scope.closeAfter(e);
        throw e;
      }
    }

    @Override
    public void close() {
      scope.close();
    }
  }
}
