package io.tomodrift.pipeline.bench;

/**
 * The speed of one operation.
 *
 * @param operation what was timed
 * @param slices slices of the stack
 * @param views views of the scan
 * @param wallSeconds median, of the whole stack
 * @param cpuSecondsPerSlice median over the number of slices
 * @param gups 10^9 voxel updates (pixel x view x slice) per wall second; 0 for the filter
 * @param ofCeiling voxel updates per processor second over the ceiling of one core; 0 for the
 *     filter
 * @param timing all repeats
 */
public record Measurement(
    Operation operation,
    int slices,
    int views,
    double wallSeconds,
    double cpuSecondsPerSlice,
    double gups,
    double ceilingGups,
    double ofCeiling,
    Timing timing) {

  /** Works out the figures. */
  public static Measurement of(
      Operation operation, StandardProblem problem, Timing timing, double ceilingGups) {
    double billions = operation.updatesVoxels() ? problem.updates() * 1e-9 : 0;
    double cpu = timing.cpuMedian();
    return new Measurement(
        operation,
        problem.slices(),
        problem.views(),
        timing.wallMedian(),
        cpu / problem.slices(),
        billions / timing.wallMedian(),
        ceilingGups,
        billions / cpu / ceilingGups,
        timing);
  }
}
