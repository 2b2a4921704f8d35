package io.tomodrift.geometry.error;

/**
 * A file whose content is not what its format promises, or a format variant that is not supported.
 */
public final class FormatException extends TomoException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message names the values found and what to do about them. */
  public FormatException(String message) {
    super(message, null);
  }

  /** Creates the exception with the failure that led to it. */
  public FormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
