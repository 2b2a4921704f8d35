package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.run.ProgressListener;
import io.tomodrift.geometry.run.RunContext;

/** Makes the loops of one operator call look like a single stage to the caller's listener. */
final class Progress {

  private Progress() {}

  /** The context without progress reports; it can still be cancelled. */
  static RunContext silent(RunContext context) {
    return part(context, 0, 0);
  }

  /**
   * The context of one loop among several.
   *
   * @param before units of the loops already done
   * @param overall units of all loops; 0 for silence
   */
  static RunContext part(RunContext context, long before, long overall) {
    ProgressListener outer = context.progress();
    return context.withProgress(
        new ProgressListener() {
          @Override
          public void progress(String stage, long done, long total) {
            if (overall > 0) {
              outer.progress(stage, before + done, overall);
            }
          }

          @Override
          public boolean cancelled() {
            return outer.cancelled();
          }
        });
  }
}
