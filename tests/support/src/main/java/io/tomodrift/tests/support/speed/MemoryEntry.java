package io.tomodrift.tests.support.speed;

/**
 * Memory of one reconstruction against what its plan announced.
 *
 * @param slices slices of the stack
 * @param views views of the scan
 * @param announcedBytes what the plan said: one batch of data, images and workspace
 * @param callerBytes what the caller holds besides: the sinogram, the idle program
 * @param smallestHeapBytes the smallest heap in which the reconstruction ran through
 * @param failingHeapBytes the largest heap tried in which it did not; 0 if it always ran
 * @param peakResidentBytes the most memory the process had in the smallest heap; 0 if unknown
 */
public record MemoryEntry(
    int slices,
    int views,
    long announcedBytes,
    long callerBytes,
    long smallestHeapBytes,
    long failingHeapBytes,
    long peakResidentBytes) {

  /**
   * What the reconstruction needed over what was announced; 1 is exact, more is too little said.
   */
  public double ratio() {
    return (double) (smallestHeapBytes - callerBytes) / announcedBytes;
  }
}
