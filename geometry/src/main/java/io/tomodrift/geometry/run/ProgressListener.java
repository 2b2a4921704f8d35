package io.tomodrift.geometry.run;

/**
 * Receives progress of long work and may ask it to stop. Called from worker threads, so an
 * implementation must be thread-safe and quick.
 */
@FunctionalInterface
public interface ProgressListener {

  /** Ignores all progress and never cancels. */
  ProgressListener NONE = (stage, done, total) -> {};

  /**
   * Reports that {@code done} of {@code total} units of {@code stage} are finished.
   *
   * @param stage what is being done, in a few words
   * @param done units finished so far
   * @param total units in all
   */
  void progress(String stage, long done, long total);

  /** Returns true once the work should stop; loops check it between units. */
  default boolean cancelled() {
    return false;
  }
}
