package io.tomodrift.pipeline.run;

/** An input file that cannot be read or used; the message names it. */
public final class InputFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates the failure. */
  public InputFailure(String message) {
    super(message);
  }

  /** Creates the failure with its reason. */
  public InputFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
