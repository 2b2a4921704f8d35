package io.tomodrift.geometry.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Runs the independent tasks of a loop on the threads of a {@link RunContext}. Tasks are claimed
 * one by one, so their order is not defined: a task may write only what no other task touches,
 * which is also what makes results independent of the number of threads.
 */
public final class ParallelLoop {

  private ParallelLoop() {}

  /** One task of a loop. */
  @FunctionalInterface
  public interface Task {
    /** Runs task number {@code index}. */
    void run(int index);
  }

  /**
   * One task of a loop with scratch space owned by the thread that runs it.
   *
   * @param <S> type of the scratch space
   */
  @FunctionalInterface
  public interface ScratchTask<S> {
    /** Runs task number {@code index} using {@code scratch}. */
    void run(S scratch, int index);
  }

  /**
   * Runs tasks 0 to {@code count - 1} and returns when all are done.
   *
   * @throws java.util.concurrent.CancellationException if the context's listener cancels
   * @throws RuntimeException the first failure of a task; the others are then abandoned
   */
  public static void run(RunContext context, String stage, int count, Task task) {
    run(context, stage, count, () -> task, (body, index) -> body.run(index));
  }

  /**
   * As {@link #run(RunContext, String, int, Task)}, with one scratch object a thread, made by
   * {@code scratch}.
   */
  public static <S> void run(
      RunContext context, String stage, int count, Supplier<S> scratch, ScratchTask<S> task) {
    int threads = Math.min(context.parallelism(), count);
    Workers<S> workers = new Workers<>(context, stage, count, scratch, task);
    List<Thread> helpers = new ArrayList<>();
    for (int t = 1; t < threads; t++) {
      Thread helper = new Thread(workers, "tomodrift-" + t);
      helper.setDaemon(true);
      helper.start();
      helpers.add(helper);
    }
    workers.run();
    boolean interrupted = false;
    for (Thread helper : helpers) {
      interrupted |= joinUninterruptibly(helper);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    workers.rethrow();
  }

  private static boolean joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }

  private static final class Workers<S> implements Runnable {
    private final RunContext context;
    private final String stage;
    private final int count;
    private final Supplier<S> scratch;
    private final ScratchTask<S> task;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Workers(RunContext context, String stage, int count, Supplier<S> scratch, ScratchTask<S> task) {
      this.context = context;
      this.stage = stage;
      this.count = count;
      this.scratch = scratch;
      this.task = task;
    }

    @Override
    public void run() {
      try {
        S own = scratch.get();
        for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
          if (failure.get() != null) {
            return;
          }
          context.checkCancelled();
          task.run(own, i);
          context.progress().progress(stage, finished.incrementAndGet(), count);
        }
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      }
    }

    void rethrow() {
      Throwable thrown = failure.get();
      if (thrown instanceof RuntimeException e) {
        throw e;
      }
      if (thrown instanceof Error e) {
        throw e;
      }
    }
  }
}
