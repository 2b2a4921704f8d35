package io.tomodrift.pipeline.run;

/** A command line whose parts do not fit together. */
public final class UsageFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates the failure. */
  public UsageFailure(String message) {
    super(message);
  }
}
