package io.tomodrift.learned.train;

import io.tomodrift.learned.data.PatchSource;
import io.tomodrift.learned.data.Patches;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Gives the batch of each step, and may draw that of the next step on another thread meanwhile. The
 * batch depends on the step alone, not on who draws it.
 */
final class BatchSupply implements AutoCloseable {

  private final PatchSource source;
  private final StepSeeds seeds;
  private final long steps;
  private final ExecutorService worker;
  private long preparedStep = -1;
  private Future<Patches> prepared;

  BatchSupply(PatchSource source, StepSeeds seeds, long steps, boolean ahead) {
    this.source = source;
    this.seeds = seeds;
    this.steps = steps;
    worker =
        ahead
            ? Executors.newSingleThreadExecutor(
                task -> {
                  Thread thread = new Thread(task, "training-batches");
                  thread.setDaemon(true);
                  return thread;
                })
            : null;
  }

  Patches get(long step) {
    Patches batch = step == preparedStep ? await(prepared) : draw(step);
    if (worker != null && step + 1 < steps) {
      preparedStep = step + 1;
      prepared = worker.submit(() -> draw(step + 1));
    }
    return batch;
  }

  private Patches draw(long step) {
    return source.next(seeds.source(step, StepSeeds.Use.DATA, 0));
  }

  private static Patches await(Future<Patches> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("interrupted");
      cancelled.initCause(e);
      throw cancelled;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException("the batch could not be drawn", e.getCause());
    }
  }

  @Override
  public void close() {
    if (worker != null) {
      worker.shutdownNow();
    }
  }
}
