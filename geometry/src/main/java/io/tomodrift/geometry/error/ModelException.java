package io.tomodrift.geometry.error;

/** A learned model that does not fit its input or is damaged. */
public final class ModelException extends TomoException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message names the values found and what to do about them. */
  public ModelException(String message) {
    super(message, null);
  }

  /** Creates the exception with the failure that led to it. */
  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
