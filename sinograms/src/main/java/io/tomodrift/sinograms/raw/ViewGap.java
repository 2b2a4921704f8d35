package io.tomodrift.sinograms.raw;

/**
 * A place where views are missing from a scan.
 *
 * @param before index of the last view before it
 * @param missing number of missing views; 0 if it cannot be told
 * @param filled whether interpolated views were put in; then {@code before} is followed by them
 * @param lowZMm lower end of the Z, in the gantry frame, that these views cover at the axis, mm
 * @param highZMm upper end, mm
 */
public record ViewGap(int before, int missing, boolean filled, double lowZMm, double highZMm) {}
