package io.tomodrift.geometry.error;

/** Not enough memory or disk for the planned work. */
public final class ResourceException extends TomoException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message names the values found and what to do about them. */
  public ResourceException(String message) {
    super(message, null);
  }

  /** Creates the exception with the failure that led to it. */
  public ResourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
