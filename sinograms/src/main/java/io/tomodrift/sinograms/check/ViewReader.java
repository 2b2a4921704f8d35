package io.tomodrift.sinograms.check;

import io.tomodrift.geometry.helical.ProjectionSource;
import io.tomodrift.geometry.helical.StoredScale;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** Reads views on several threads and passes trouble with files on as what it is. */
final class ViewReader {

  private ViewReader() {}

  /** What is done with something that is read. */
  @FunctionalInterface
  interface ReadingTask<S> {
    void run(S scratch, int index) throws IOException;
  }

  /** As {@link ParallelLoop#run}, for tasks that read. */
  static <S> void run(
      RunContext context, String stage, int count, Supplier<S> scratch, ReadingTask<S> task)
      throws IOException {
    try {
      ParallelLoop.run(
          context,
          stage,
          count,
          scratch,
          (own, index) -> {
            try {
              task.run(own, index);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Space for one view. */
  static final class Buffer {
    final short[] stored;
    final float[] values;

    Buffer(ProjectionSource source) {
      int elements = source.geometry().detector().elements();
      stored = new short[elements];
      values = new float[elements];
    }

    /** Reads a view into {@link #stored} and, as line integrals, into {@link #values}. */
    void read(ProjectionSource source, int view) throws IOException {
      StoredScale scale = source.read(view, stored);
      float slope = (float) scale.slope();
      float intercept = (float) scale.intercept();
      for (int i = 0; i < values.length; i++) {
        values[i] = intercept + slope * (stored[i] & 0xffff);
      }
    }
  }
}
