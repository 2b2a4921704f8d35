package io.tomodrift.learned.model;

import java.util.Objects;

/**
 * How a model was made.
 *
 * @param seed of the training run
 * @param steps number of steps whose weights these are
 * @param seconds time of the whole run
 * @param command that made it, to be run again
 * @param dataSha256 digest of the training data, in hexadecimal digits
 * @param data what the training data is, in a sentence
 */
public record ModelOrigin(
    long seed, long steps, double seconds, String command, String dataSha256, String data) {

  /** Checks the values. */
  public ModelOrigin {
    if (steps < 0 || !(seconds >= 0) || seconds == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "steps and seconds must not be negative, got %d and %s".formatted(steps, seconds));
    }
    Objects.requireNonNull(command, "command");
    Objects.requireNonNull(data, "data");
    ModelCard.requireSha256("dataSha256", dataSha256);
  }
}
