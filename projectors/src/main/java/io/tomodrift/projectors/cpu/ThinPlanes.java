package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;

/**
 * One slice as {@link ThinRays} cross it: lines of pixels with a margin of {@link #MARGIN} empty
 * ones on either side. In a scan with {@link QuarterTurns} a single plane has the image and its
 * three turns as four lanes of each pixel; otherwise there are two planes of one lane, whose lines
 * are the rows and the columns.
 */
final class ThinPlanes {
  /** Empty pixels before and behind a line, so that no ray need be cut to the pixel. */
  static final int MARGIN = 2;

  private static final int QUARTERS = 4;

  private final int columns;
  private final int rows;
  private final QuarterTurns turns;
  private final int lanes;
  private final float[][] planes;

  ThinPlanes(int columns, int rows, QuarterTurns turns) {
    this.columns = columns;
    this.rows = rows;
    this.turns = turns;
    lanes = turns == null ? 1 : QUARTERS;
    planes = new float[turns == null ? 2 : 1][];
    for (int k = 0; k < planes.length; k++) {
      planes[k] = new float[Math.multiplyExact(lines(k), lineStride(k))];
    }
  }

  /** Bytes that the planes of a slice take. */
  static long bytes(int columns, int rows, boolean turning) {
    long pixels = (columns + 2L * MARGIN) * rows;
    return 4L * (turning ? QUARTERS * pixels : pixels + (rows + 2L * MARGIN) * columns);
  }

  int count() {
    return planes.length;
  }

  /** Lanes of a pixel. */
  int lanes() {
    return lanes;
  }

  int lines(int plane) {
    return plane == 0 ? rows : columns;
  }

  /** Pixels of a line, without its margin. */
  int linePixels(int plane) {
    return plane == 0 ? columns : rows;
  }

  /** Values of a line. */
  int lineStride(int plane) {
    return (linePixels(plane) + 2 * MARGIN) * lanes;
  }

  /**
   * Lines with their margins; pixel x of line i begins at {@code i lineStride + (x + MARGIN)
   * lanes}.
   */
  float[] values(int plane) {
    return planes[plane];
  }

  /** Fills the planes from a slice of an image. */
  void load(FloatStack image, int slice, RunContext context) {
    float[] data = image.data();
    int width = image.lanes();
    ParallelLoop.run(
        context.quiet(),
        "copy",
        rows,
        row -> {
          for (int t = 0; t < lanes; t++) {
            Walk walk = walk(row, t);
            int to = row * lineStride(0) + MARGIN * lanes + t;
            for (int x = 0, at = walk.start; x < columns; x++, at += walk.step) {
              planes[0][to + x * lanes] = data[at * width + slice];
            }
          }
        });
    if (planes.length > 1) {
      ParallelLoop.run(
          context.quiet(),
          "copy",
          columns,
          column -> {
            int to = column * lineStride(1) + MARGIN;
            for (int y = 0; y < rows; y++) {
              planes[1][to + y] = data[(y * columns + column) * width + slice];
            }
          });
    }
  }

  /** Adds what the planes hold of each pixel, and writes it to a slice of an image. */
  void store(FloatStack image, int slice, RunContext context) {
    float[] data = image.data();
    int width = image.lanes();
    ParallelLoop.run(
        context.quiet(),
        "copy",
        rows,
        row -> {
          int to = row * columns * width + slice;
          for (int x = 0; x < columns; x++) {
            data[to + x * width] = 0;
          }
          for (int t = 0; t < lanes; t++) {
            Walk walk = walk(row, (QUARTERS - t) % QUARTERS);
            for (int x = 0, at = walk.start; x < columns; x++, at += walk.step) {
              data[to + x * width] += planes[0][padded(at) * lanes + t];
            }
          }
          if (planes.length > 1) {
            for (int x = 0; x < columns; x++) {
              data[to + x * width] += planes[1][x * lineStride(1) + MARGIN + row];
            }
          }
        });
  }

  private int padded(int pixel) {
    return pixel + pixel / columns * 2 * MARGIN + MARGIN;
  }

  /** The pixels that a row comes to lie on after some quarter turns. */
  private record Walk(int start, int step) {}

  private Walk walk(int row, int quarters) {
    if (turns == null) {
      return new Walk(row * columns, 1);
    }
    int start = turns.turned(0, row, quarters);
    return new Walk(start, turns.turned(1, row, quarters) - start);
  }
}
