package io.tomodrift.sinograms.check;

import java.util.Objects;

/**
 * Something to be told about a scan.
 *
 * @param subject what it is about
 * @param severity how serious it is
 * @param message what was found, where, with the numbers, and what to do
 */
public record Finding(Subject subject, Severity severity, String message) {

  /** Checks the values. */
  public Finding {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(message, "message");
  }

  @Override
  public String toString() {
    return severity.name().toLowerCase(java.util.Locale.ROOT) + ": " + message;
  }
}
