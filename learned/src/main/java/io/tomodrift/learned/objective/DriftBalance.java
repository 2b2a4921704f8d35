package io.tomodrift.learned.objective;

/** How the drift and the paired loss are weighed against each other. */
public enum DriftBalance {
  /** By multiple gradient descent in the space of images (eq. 25 to 28). */
  MGDA,
  /** Their sum, with the fixed weight of the drift. */
  SUM
}
