package io.tomodrift.learned.train;

import io.tomodrift.learned.nets.Network;

/** Judges a network during training on data it does not learn from. */
@FunctionalInterface
public interface Validation {

  /**
   * Applies the network to validation data. What the engine draws in it follows from the seed of
   * the run and the step.
   *
   * @param network the averaged weights; must be left as they are
   * @param step number of steps made
   */
  Scores run(Network network, long step);
}
