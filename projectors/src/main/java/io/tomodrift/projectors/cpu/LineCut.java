package io.tomodrift.projectors.cpu;

import io.tomodrift.geometry.stack.FloatStack;

/**
 * How the lines of an interleaved stack are cut into blocks that are filtered together: pieces of
 * the lanes of several views, so that a stack of one slice fills a block as well as a wide one.
 */
final class LineCut {

  /** Most lines in a block: wider rows leave the caches, shorter ones loops too short to unroll. */
  static final int MAX_LINES = 512;

  private static final int LEAST_LINES = 128;
  private static final int BLOCKS_A_THREAD = 4;
  private static final int UNIT = 16;

  /** Below this a copy of a run of lanes costs more than a loop over all lines of a row. */
  private static final int SHORTEST_RUN = 16;

  private final int views;
  private final int lanes;
  private final int piece;
  private final int pieces;
  private final int viewsPerBlock;
  private final int viewBlocks;

  private LineCut(int views, int lanes, int capacity) {
    this.views = views;
    this.lanes = lanes;
    this.piece = pieceLanes(lanes, capacity);
    this.pieces = (lanes + piece - 1) / piece;
    this.viewsPerBlock = Math.min(views, Math.max(1, capacity / piece));
    this.viewBlocks = (views + viewsPerBlock - 1) / viewsPerBlock;
  }

  /** Cuts a stack so that every thread gets several blocks, if there are enough lines. */
  static LineCut of(int views, int lanes, int threads) {
    long lines = (long) views * lanes;
    long even = lines / ((long) threads * BLOCKS_A_THREAD) / LEAST_LINES * LEAST_LINES;
    return new LineCut(views, lanes, (int) Math.min(MAX_LINES, Math.max(LEAST_LINES, even)));
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
    private final float[] data;
    private final int viewStep;
    private final int[] offsets = new int[capacity()];
    private int count;
    private int run;

    Cursor(FloatStack stack) {
      this.data = stack.data();
      this.viewStep = stack.columns() * lanes;
    }

    /** Goes to a block and returns the number of its lines. */
    int moveTo(int block) {
      int firstView = block / pieces * viewsPerBlock;
      int firstLane = block % pieces * piece;
      int blockViews = Math.min(viewsPerBlock, views - firstView);
      run = Math.min(piece, lanes - firstLane);
      count = blockViews * run;
      for (int k = 0; k < count; k++) {
        offsets[k] = (firstView + k / run) * viewStep + firstLane + k % run;
      }
      return count;
    }

    /** Copies a position of every line into a row. */
    void load(int position, float[] row) {
      int at = position * lanes;
      if (run >= SHORTEST_RUN) {
        for (int k = 0; k < count; k += run) {
          System.arraycopy(data, offsets[k] + at, row, k, run);
        }
      } else {
        for (int k = 0; k < count; k++) {
          row[k] = data[offsets[k] + at];
        }
      }
    }

    /** Copies a row into a position of every line. */
    void store(int position, float[] row) {
      int at = position * lanes;
      if (run >= SHORTEST_RUN) {
        for (int k = 0; k < count; k += run) {
          System.arraycopy(row, k, data, offsets[k] + at, run);
        }
      } else {
        for (int k = 0; k < count; k++) {
          data[offsets[k] + at] = row[k];
        }
      }
    }
  }
}
