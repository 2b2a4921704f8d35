package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.ProjectionSource;
import io.tomodrift.geometry.helical.StoredScale;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The views in memory: a range of them that moves along the scan and reads each only once. Blocks
 * of successive views are kept as {@code [column][view][row]}, since rebinning takes many views of
 * a column at a time: this way they are neighbours in memory.
 */
final class ViewWindow {

  /** Views of a block. */
  private static final int BLOCK = 32;

  private final ProjectionSource source;
  private final int columns;
  private final int rows;
  private short[][] blocks = new short[0][];
  private StoredScale[] scales = new StoredScale[0];
  private int[] held = new int[0];
  private ViewRange range = new ViewRange(0, 0);

  ViewWindow(ProjectionSource source) {
    ConeDetector detector = source.geometry().detector();
    this.source = source;
    this.columns = detector.columns();
    this.rows = detector.rows();
  }

  /** Bytes of the values of any range of so many views, of a scan of {@code scanViews}. */
  static long bytes(long views, int scanViews, int elements) {
    return 2L * elements * BLOCK * blocksFor(views, scanViews);
  }

  /** Blocks that a range of views lies in, wherever it starts. */
  private static int blocksFor(long views, int scanViews) {
    return (int) Math.min((views + 2 * BLOCK - 2) / BLOCK, (scanViews + BLOCK - 1) / BLOCK);
  }

  /** The views available now. */
  ViewRange range() {
    return range;
  }

  /** Makes a range available; views that were before are not read again. */
  void moveTo(ViewRange wanted, RunContext context) throws IOException {
    int needed = blocksFor(wanted.count(), source.geometry().views());
    if (needed > blocks.length) {
      grow(needed);
    }
    if (wanted.count() > 0) {
      int first = wanted.first() / BLOCK;
      int last = (wanted.end() - 1) / BLOCK;
      try {
        ParallelLoop.run(
            context,
            "read views",
            last + 1 - first,
            () -> new short[columns * rows],
            (view, i) -> read(first + i, wanted, view));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    range = wanted;
  }

  private void read(int block, ViewRange wanted, short[] values) {
    int end = Math.min(wanted.end(), (block + 1) * BLOCK);
    for (int view = Math.max(wanted.first(), block * BLOCK); view < end; view++) {
      if (held[view % held.length] != view) {
        read(view, values);
      }
    }
  }

  private void read(int view, short[] values) {
    int slot = view % held.length;
    held[slot] = -1;
    int place = slot / BLOCK;
    if (blocks[place] == null) {
      blocks[place] = new short[columns * rows * BLOCK];
    }
    try {
      scales[slot] = source.read(view, values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (int c = 0; c < columns; c++) {
      System.arraycopy(values, c * rows, blocks[place], offset(view, c), rows);
    }
    held[slot] = view;
  }

  private void grow(int count) {
    short[][] oldBlocks = blocks;
    StoredScale[] oldScales = scales;
    int[] oldHeld = held;
    blocks = new short[count][];
    scales = new StoredScale[count * BLOCK];
    held = new int[scales.length];
    Arrays.fill(held, -1);
    int[] newest = new int[count];
    Arrays.fill(newest, -1);
    for (int old = 0; old < oldBlocks.length; old++) {
      int views = old * BLOCK;
      int block = Arrays.stream(oldHeld, views, views + BLOCK).max().orElse(-1) / BLOCK;
      int place = block % count;
      if (oldBlocks[old] != null && block > newest[place] && range.count() > 0) {
        newest[place] = block;
        blocks[place] = oldBlocks[old];
        System.arraycopy(oldScales, views, scales, place * BLOCK, BLOCK);
        System.arraycopy(oldHeld, views, held, place * BLOCK, BLOCK);
      }
    }
  }

  /** The block that has a view within the range, unsigned. */
  short[] block(int view) {
    return blocks[view % held.length / BLOCK];
  }

  /** Where the rows of a column of a view begin in its block. */
  int offset(int view, int column) {
    return (column * BLOCK + view % BLOCK) * rows;
  }

  /** What the values mean. */
  StoredScale scale(int view) {
    return scales[view % scales.length];
  }
}
