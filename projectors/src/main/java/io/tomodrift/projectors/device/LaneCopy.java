package io.tomodrift.projectors.device;

import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.ProgressListener;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import java.nio.FloatBuffer;

/** Copies some slices of an interleaved stack to and from memory that a device transfers. */
final class LaneCopy {

  private LaneCopy() {}

  /** Copies slices {@code first} to {@code first + count - 1} into {@code to}, densely. */
  static void pack(FloatStack stack, int first, int count, HostBuffer to, RunContext context) {
    FloatBuffer floats = to.bytes().asFloatBuffer();
    rows(
        stack,
        context,
        row -> {
          FloatBuffer own = floats.duplicate();
          own.position(row * stack.columns() * count);
          if (count == stack.lanes()) {
            own.put(stack.data(), stack.index(0, row, 0), stack.columns() * count);
          } else {
            for (int column = 0; column < stack.columns(); column++) {
              own.put(stack.data(), stack.index(first, row, column), count);
            }
          }
        });
  }

  /** Copies {@code from} into slices {@code first} to {@code first + count - 1}. */
  static void unpack(HostBuffer from, FloatStack stack, int first, int count, RunContext context) {
    FloatBuffer floats = from.bytes().asFloatBuffer();
    rows(
        stack,
        context,
        row -> {
          FloatBuffer own = floats.duplicate();
          own.position(row * stack.columns() * count);
          if (count == stack.lanes()) {
            own.get(stack.data(), stack.index(0, row, 0), stack.columns() * count);
          } else {
            for (int column = 0; column < stack.columns(); column++) {
              own.get(stack.data(), stack.index(first, row, column), count);
            }
          }
        });
  }

  private static void rows(FloatStack stack, RunContext context, ParallelLoop.Task task) {
    ParallelLoop.run(context.withProgress(ProgressListener.NONE), "copy", stack.rows(), task);
  }
}
