package io.tomodrift.sinograms.rebin;

import java.util.Locale;

/** Which measured rays estimate a ray of a slice. */
public enum RebinMode {
  /** The direct ray of the turn nearest along Z. Uses half of the data; for low pitch only. */
  TURN360,
  /** The nearer along Z of direct and conjugate rays. */
  NEAREST180,
  /**
   * Every direct and conjugate ray on the detector, weighted by its distance from the middle row
   * (the weight of Stierstorfer et al. 2004, Phys. Med. Biol. 49:2209, applied before filtering).
   */
  WEIGHTED,
  /**
   * Direct rays of the half turn plus fan around the slice, without any redundancy weight (Noo,
   * Defrise and Clackdoyle 1999): slice by slice, with view angles of its own.
   */
  SHORT_SCAN;

  /** The name in messages: lower case with hyphens, as on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
