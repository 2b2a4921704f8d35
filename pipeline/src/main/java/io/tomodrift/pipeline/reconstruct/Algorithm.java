package io.tomodrift.pipeline.reconstruct;

import java.util.Locale;

/** Methods of reconstruction, with what they do unless told otherwise. */
public enum Algorithm {
  /** Filtered back projection. */
  FBP(0, 0, false),
  /** Simultaneous iterative reconstruction. */
  SIRT(100, 1, false),
  /** SIRT over ordered subsets of the views. */
  OS_SART(10, 0.9, false),
  /** Conjugate gradients on the normal equations. */
  CGLS(15, 0, false),
  /** Least squares with total variation. */
  FISTA_TV(100, 0, true),
  /** Penalised weighted least squares over ordered subsets. */
  PWLS(20, 0, true);

  private final int iterations;
  private final double relaxation;
  private final boolean nonNegative;

  Algorithm(int iterations, double relaxation, boolean nonNegative) {
    this.iterations = iterations;
    this.relaxation = relaxation;
    this.nonNegative = nonNegative;
  }

  /** Name on the command line and in models. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Usual number of iterations. */
  public int iterations() {
    return iterations;
  }

  /** Usual relaxation, 0 where there is none. */
  public double relaxation() {
    return relaxation;
  }

  /** Whether the image is usually kept from becoming negative. */
  public boolean nonNegative() {
    return nonNegative;
  }
}
