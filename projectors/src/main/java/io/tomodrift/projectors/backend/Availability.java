package io.tomodrift.projectors.backend;

/** Whether a backend can run on this machine. */
public sealed interface Availability {

  /**
   * It can.
   *
   * @param device the device, in words
   */
  record Available(String device) implements Availability {}

  /**
   * It cannot.
   *
   * @param reason what is missing
   * @param hint what to do about it
   */
  record Unavailable(String reason, String hint) implements Availability {}
}
