package io.tomodrift.geometry.error;

/** A scan geometry or image grid that cannot exist, or two that do not fit each other. */
public final class GeometryException extends TomoException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message names the values found and what to do about them. */
  public GeometryException(String message) {
    super(message, null);
  }

  /** Creates the exception with the failure that led to it. */
  public GeometryException(String message, Throwable cause) {
    super(message, cause);
  }
}
