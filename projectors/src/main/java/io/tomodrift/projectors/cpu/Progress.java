package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.run.ProgressListener;
import io.tomodrift.geometry.run.RunContext;

/** Makes the loops of one operator call look like a single stage to the caller's listener. */
final class Progress {

  private Progress() {}

  /**
   * The context of one loop among several.
   *
   * @param before units of the loops already done
   * @param overall units of all loops
   */
  static RunContext part(RunContext context, long before, long overall) {
    ProgressListener outer = context.progress();
    return context.withProgress(
        new ProgressListener() {
          @Override
          public void progress(String stage, long done, long total) {
            outer.progress(stage, before + done, overall);
          }

          @Override
          public boolean cancelled() {
            return outer.cancelled();
          }
        });
  }
}
