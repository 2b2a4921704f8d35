package io.tomodrift.projectors.device;

import io.tomodrift.geometry.error.ResourceException;
import java.util.Locale;

/**
 * How many slices go to the device at a time.
 *
 * <p>Two batches are on the device at once, so that one is computed while the other travels; a
 * stack of more than {@link #PREFERRED} slices is cut even if it would fit, for the same reason.
 *
 * @param slices slices in all
 * @param batchSlices slices at a time
 */
record BatchPlan(int slices, int batchSlices) {

  /** Most slices at a time: more would make no work item busier, and cost memory. */
  static final int PREFERRED = 32;

  private static final int UNIT = 16;
  private static final int IN_FLIGHT = 2;

  /**
   * Plans for a device.
   *
   * @param device gives the limits
   * @param slices slices in all
   * @param largerValues values of a slice in the larger of the two stacks
   * @param values values of a slice in both stacks
   * @param tableBytes what the operator needs besides
   * @throws ResourceException if not even one slice fits
   */
  static BatchPlan of(Device device, int slices, long largerValues, long values, long tableBytes) {
    // Half the memory: a projector, a back projector and a filter may be open at once.
    long usable = device.memoryBytes() / 2 - tableBytes;
    long byMemory = usable / (IN_FLIGHT * Float.BYTES * values);
    long largest = Math.min(device.largestBufferBytes(), Integer.MAX_VALUE - 8L);
    long byBuffer = largest / (Float.BYTES * largerValues);
    long fitting = Math.min(Math.min(byMemory, byBuffer), Math.min(slices, PREFERRED));
    if (fitting < 1) {
      throw new ResourceException(
          String.format(
              Locale.ROOT,
              "one slice needs two times %.1f MB and tables of %.1f MB on %s, which has %.1f MB, half of it to be used, in buffers of at most %.1f MB; reduce pixels or views, or use --backend cpu",
              Float.BYTES * values / 1e6,
              tableBytes / 1e6,
              device.name(),
              device.memoryBytes() / 1e6,
              device.largestBufferBytes() / 1e6));
    }
    boolean several = fitting < slices && fitting > UNIT;
    return new BatchPlan(slices, (int) (several ? fitting / UNIT * UNIT : fitting));
  }

  /** Number of batches. */
  int batches() {
    return (slices + batchSlices - 1) / batchSlices;
  }

  /** First slice of a batch. */
  int first(int batch) {
    return batch * batchSlices;
  }

  /** Slices of a batch. */
  int count(int batch) {
    return Math.min(batchSlices, slices - first(batch));
  }
}
