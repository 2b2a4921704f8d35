package io.tomodrift.geometry.stack;

/** What the values of a {@link Volume} mean. */
public enum VolumeUnit {
  /** Linear attenuation coefficient, 1/mm. */
  PER_MM("1/mm"),
  /** Hounsfield units. */
  HU("HU"),
  /** Anything else: MR intensities, labels, dose. */
  ARBITRARY("a.u.");

  private final String symbol;

  VolumeUnit(String symbol) {
    this.symbol = symbol;
  }

  /** Short form for tables and plots. */
  public String symbol() {
    return symbol;
  }
}
