package io.tomodrift.learned.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Long-lived arrays seen from a step: same storage, in no graph, the handle freed with the step.
 */
final class Detached {

  private Detached() {}

  /**
   * A handle that may be changed in place, and be a first operand without leaving results behind.
   */
  static NDArray view(NDManager memory, NDArray longLived) {
    NDArray view = longLived.stopGradient();
    view.attach(memory);
    return view;
  }
}
