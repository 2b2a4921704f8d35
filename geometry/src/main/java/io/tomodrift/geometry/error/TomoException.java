package io.tomodrift.geometry.error;

/**
 * Root of everything that can go wrong with the data, the geometry, a device or a model, as opposed
 * to programming mistakes ({@link IllegalArgumentException}) and file trouble ({@link
 * java.io.IOException}). A message says what was wrong, the values found, and what to do.
 */
public abstract sealed class TomoException extends RuntimeException
    permits GeometryException,
        FormatException,
        BackendException,
        ModelException,
        ResourceException {

  private static final long serialVersionUID = 1L;

  TomoException(String message, Throwable cause) {
    super(message, cause);
  }
}
