package io.tomodrift.learned.infer;

import java.util.Locale;

/** Which way a flow is followed. */
public enum Direction {
  /** From what the model was trained with as input to its target. */
  FORWARD,
  /** From the target to the input. */
  REVERSE;

  /** Name in manifests. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
