package io.tomodrift.geometry.error;

/** A compute device that is absent, failed, or gives another result than it should. */
public final class BackendException extends TomoException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message names the values found and what to do about them. */
  public BackendException(String message) {
    super(message, null);
  }

  /** Creates the exception with the failure that led to it. */
  public BackendException(String message, Throwable cause) {
    super(message, cause);
  }
}
