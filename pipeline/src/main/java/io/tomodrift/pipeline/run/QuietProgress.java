package io.tomodrift.pipeline.run;

import io.tomodrift.geometry.run.ProgressListener;
import io.tomodrift.geometry.run.RunContext;

/**
 * Drops the progress of stages that are too short to be shown; the wish to stop still passes.
 *
 * @param outer whose wish it is
 */
public record QuietProgress(ProgressListener outer) implements ProgressListener {

  /** A context without progress. */
  public static RunContext of(RunContext context) {
    return context.withProgress(new QuietProgress(context.progress()));
  }

  @Override
  public void progress(String stage, long done, long total) {}

  @Override
  public boolean cancelled() {
    return outer.cancelled();
  }
}
