package io.tomodrift.sinograms.rebin;

/**
 * A closed interval along the axis of rotation, gantry frame.
 *
 * @param fromMm lower end, mm
 * @param toMm upper end, mm, not below the lower
 */
public record ZInterval(double fromMm, double toMm) {

  /** Checks the order. */
  public ZInterval {
    if (!(fromMm <= toMm)) {
      throw new IllegalArgumentException("interval from %s to %s mm".formatted(fromMm, toMm));
    }
  }

  /** Length, mm. */
  public double lengthMm() {
    return toMm - fromMm;
  }

  /** True if the whole of {@code [from, to]} lies within. */
  public boolean contains(double from, double to) {
    return from >= fromMm && to <= toMm;
  }

  @Override
  public String toString() {
    return "%.2f to %.2f mm".formatted(fromMm, toMm);
  }
}
