package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.stack.FloatStack;

/**
 * How the lines of an interleaved stack are cut into blocks that are filtered together: pieces of
 * the lanes of several views, so that a stack of one slice fills a block as well as a wide one.
 */
final class LineCut {

  /**
   * Most lines in a block: rows of a kilobyte, of which the first level cache holds a butterfly.
   */
  static final int MAX_LINES = 256;

  private static final int LEAST_LINES = 64;
  private static final int BLOCKS_A_THREAD = 8;
  private static final int UNIT = 16;

  /** Below this a copy of a run of lanes costs more than a loop over all lines of a row. */
  private static final int SHORTEST_RUN = 16;

  private final FloatStack stack;
  private final int lanes;
  private final int piece;
  private final int pieces;
  private final int viewsPerBlock;
  private final int viewBlocks;

  private LineCut(FloatStack stack, int capacity) {
    this.stack = stack;
    this.lanes = stack.lanes();
    this.piece = pieceLanes(lanes, capacity);
    this.pieces = (lanes + piece - 1) / piece;
    this.viewsPerBlock = Math.min(stack.rows(), Math.max(1, capacity / piece));
    this.viewBlocks = (stack.rows() + viewsPerBlock - 1) / viewsPerBlock;
  }

  /** Cuts a stack so that every thread gets several blocks, if there are enough lines. */
  static LineCut of(FloatStack stack, int threads) {
    long lines = (long) stack.rows() * stack.lanes();
    long even = lines / ((long) threads * BLOCKS_A_THREAD) / UNIT * UNIT;
    return new LineCut(stack, (int) Math.min(MAX_LINES, Math.max(LEAST_LINES, even)));
  }

  /** Equal pieces, multiples of 16 where there are several. */
  private static int pieceLanes(int lanes, int capacity) {
    int pieces = (lanes + capacity - 1) / capacity;
    return pieces == 1 ? lanes : (lanes + UNIT * pieces - 1) / (UNIT * pieces) * UNIT;
  }

  /** Number of blocks. */
  int blocks() {
    return viewBlocks * pieces;
  }

  /** Lines of the largest block. */
  int capacity() {
    return viewsPerBlock * piece;
  }

  /** A block, as one thread works on it; reused for many. */
  final class Cursor {
    private final int[] offsets = new int[capacity()];
    private int firstView;
    private int views;
    private int firstLane;
    private int run;

    /** Goes to a block and returns the number of its lines. */
    int moveTo(int block) {
      firstView = block / pieces * viewsPerBlock;
      views = Math.min(viewsPerBlock, stack.rows() - firstView);
      firstLane = block % pieces * piece;
      run = Math.min(piece, lanes - firstLane);
      for (int v = 0; v < views; v++) {
        int at = (firstView + v) * stack.columns() * lanes + firstLane;
        for (int s = 0; s < run; s++) {
          offsets[v * run + s] = at + s;
        }
      }
      return views * run;
    }

    /** Copies a position of every line into a row. */
    void load(int position, float[] row) {
      int at = position * lanes;
      float[] data = stack.data();
      if (run >= SHORTEST_RUN) {
        for (int v = 0; v < views; v++) {
          System.arraycopy(data, offsets[v * run] + at, row, v * run, run);
        }
      } else {
        int count = views * run;
        for (int k = 0; k < count; k++) {
          row[k] = data[offsets[k] + at];
        }
      }
    }

    /** Copies a row into a position of every line. */
    void store(int position, float[] row) {
      int at = position * lanes;
      float[] data = stack.data();
      if (run >= SHORTEST_RUN) {
        for (int v = 0; v < views; v++) {
          System.arraycopy(row, v * run, data, offsets[v * run] + at, run);
        }
      } else {
        int count = views * run;
        for (int k = 0; k < count; k++) {
          data[offsets[k] + at] = row[k];
        }
      }
    }
  }
}
