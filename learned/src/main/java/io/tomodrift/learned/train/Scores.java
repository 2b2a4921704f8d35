package io.tomodrift.learned.train;

import io.tomodrift.learned.objective.Terms;

/**
 * What a validation found.
 *
 * @param terms numbers by name
 * @param minimised name of the one that decides which weights are best; smaller is better
 */
public record Scores(Terms terms, String minimised) {

  /** Checks that the deciding number is there. */
  public Scores {
    terms.get(minimised);
  }

  /** The number that decides. */
  public double value() {
    return terms.get(minimised);
  }
}
