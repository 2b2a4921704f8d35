package io.tomodrift.learned.train;

/**
 * Limits the Euclidean norm of all gradients of a network together, which keeps their direction
 * (Pascanu et al. 2013, algorithm 1).
 *
 * @param maxNorm largest norm, positive; infinity leaves gradients as they are
 */
public record GlobalClip(double maxNorm) {

  /** Checks the value. */
  public GlobalClip {
    if (!(maxNorm > 0)) {
      throw new IllegalArgumentException("maxNorm must be positive, got " + maxNorm);
    }
  }

  /** What gradients of this norm must be multiplied with. */
  public double factor(double norm) {
    return norm > maxNorm ? maxNorm / norm : 1;
  }
}
