package io.tomodrift.geometry.run;

import java.util.Objects;

/**
 * Everything about a run that is not part of the problem: it may change how long the work takes but
 * never its result, the seed excepted.
 *
 * @param parallelism number of threads, at least 1; results do not depend on it
 * @param seed seed of everything random
 * @param progress receiver of progress, {@link ProgressListener#NONE} for silence
 * @param memoryBudgetBytes upper limit for the large buffers of one operation
 */
public record RunContext(
    int parallelism, long seed, ProgressListener progress, long memoryBudgetBytes) {

  /** Checks the values. */
  public RunContext {
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism must be at least 1, got " + parallelism);
    }
    if (memoryBudgetBytes < 1) {
      throw new IllegalArgumentException(
          "memoryBudgetBytes must be positive, got " + memoryBudgetBytes);
    }
    Objects.requireNonNull(progress, "progress");
  }

  /** All processors, seed 0, no progress, a budget of three quarters of the JVM's largest heap. */
  public static RunContext defaults() {
    Runtime runtime = Runtime.getRuntime();
    return new RunContext(
        runtime.availableProcessors(), 0L, ProgressListener.NONE, runtime.maxMemory() / 4 * 3);
  }

  /** The same context with another number of threads. */
  public RunContext withParallelism(int threads) {
    return new RunContext(threads, seed, progress, memoryBudgetBytes);
  }

  /** The same context with another seed. */
  public RunContext withSeed(long newSeed) {
    return new RunContext(parallelism, newSeed, progress, memoryBudgetBytes);
  }

  /** The same context with another progress receiver. */
  public RunContext withProgress(ProgressListener listener) {
    return new RunContext(parallelism, seed, listener, memoryBudgetBytes);
  }

  /**
   * The same context for the parts of a stage, which would look like stages of their own: nothing
   * is reported, but the wish to stop still passes.
   */
  public RunContext quiet() {
    ProgressListener outer = progress;
    return withProgress(
        new ProgressListener() {
          @Override
          public void progress(String stage, long done, long total) {}

          @Override
          public boolean cancelled() {
            return outer.cancelled();
          }
        });
  }

  /** The same context with another memory budget in bytes. */
  public RunContext withMemoryBudget(long bytes) {
    return new RunContext(parallelism, seed, progress, bytes);
  }

  /**
   * Throws if the listener asked to stop.
   *
   * @throws java.util.concurrent.CancellationException if cancelled
   */
  public void checkCancelled() {
    if (progress.cancelled()) {
      throw new java.util.concurrent.CancellationException("cancelled");
    }
  }
}
