package io.tomodrift.geometry.helical;

/** Which way the source moves relative to the table, along the gantry's +Z. */
public enum ZDirection {
  /** Z of the source grows with the view. */
  RISING,
  /** Z of the source falls with the view. */
  FALLING;

  /** +1 if Z grows, -1 if it falls. */
  public int sign() {
    return this == RISING ? 1 : -1;
  }
}
