package io.tomodrift.fbp;

import io.tomodrift.geometry.run.ProgressListener;

/** Reports one batch of a stage as its part of the whole. */
record StageProgress(ProgressListener listener, long before, long all) implements ProgressListener {

  @Override
  public void progress(String stage, long done, long total) {
    listener.progress(stage, before + done, all);
  }

  @Override
  public boolean cancelled() {
    return listener.cancelled();
  }
}
