package io.tomodrift.learned.data;

import java.util.SplittableRandom;

/** Draws random mini-batches; the same random source gives the same batch. */
@FunctionalInterface
public interface PatchSource {

  /**
   * The next mini-batch.
   *
   * @param random the only source of its choices
   */
  Patches next(SplittableRandom random);
}
