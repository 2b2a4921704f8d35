package io.tomodrift.pipeline.bench;

import java.util.List;

/**
 * What one core of this machine was measured to do while as many of them were busy as the operators
 * use.
 *
 * @param loads loads from the nearest cache, one entry a kernel
 * @param streamBytesPerSecond bytes a second of {@code a = b + w c} over arrays that fit no cache,
 *     12 a value, one thread
 */
public record Ceilings(List<Loads> loads, double streamBytesPerSecond) {

  /** A linear interpolation between two channels loads two floats. */
  private static final int BYTES_PER_UPDATE = 8;

  /**
   * Rates of one kernel, a second of processor time.
   *
   * @param kernel its name
   * @param bytesPerSecond bytes loaded
   * @param multiplyAddsPerSecond products added, each of a value just loaded
   */
  public record Loads(String kernel, double bytesPerSecond, double multiplyAddsPerSecond) {}

  /** Copies the list. */
  public Ceilings {
    loads = List.copyOf(loads);
  }

  /** Most voxel updates a second of one core, in 10^9: the best of the kernels. */
  public double gups() {
    return gups(loads.stream().mapToDouble(Loads::bytesPerSecond).max().orElse(0));
  }

  static double gups(double bytesPerSecond) {
    return bytesPerSecond / BYTES_PER_UPDATE * 1e-9;
  }
}
