package io.tomodrift.fbp;

import io.tomodrift.geometry.run.ProgressListener;

/**
 * Reports one batch of a stage as its part of the whole.
 *
 * @param before units finished in earlier batches
 * @param each units that one step of this batch counts
 * @param all units of all batches
 */
record StageProgress(ProgressListener listener, long before, long each, long all)
    implements ProgressListener {

  @Override
  public void progress(String stage, long done, long total) {
    listener.progress(stage, before + done * each, all);
  }

  @Override
  public boolean cancelled() {
    return listener.cancelled();
  }
}
