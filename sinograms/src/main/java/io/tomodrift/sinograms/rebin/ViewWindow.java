package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.helical.ProjectionSource;
import io.tomodrift.geometry.helical.StoredScale;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The views in memory: a range of them that moves along the scan and reads each only once. Values
 * are kept as signed numbers, 32768 less than they were read, because compilers turn those into
 * vector code.
 */
final class ViewWindow {

  private final ProjectionSource source;
  private final int elements;
  private short[][] data = new short[0][];
  private StoredScale[] scales = new StoredScale[0];
  private int[] held = new int[0];
  private ViewRange range = new ViewRange(0, 0);

  ViewWindow(ProjectionSource source) {
    this.source = source;
    this.elements = source.geometry().detector().elements();
  }

  /** The views available now. */
  ViewRange range() {
    return range;
  }

  /** Makes a range available; views that were before are not read again. */
  void moveTo(ViewRange wanted, RunContext context) throws IOException {
    if (wanted.count() > data.length) {
      grow(wanted.count());
    }
    int[] missing = new int[wanted.count()];
    int count = 0;
    for (int view = wanted.first(); view < wanted.end(); view++) {
      if (held[view % held.length] != view) {
        missing[count++] = view;
      }
    }
    read(Arrays.copyOf(missing, count), context);
    range = wanted;
  }

  private void read(int[] views, RunContext context) throws IOException {
    try {
      ParallelLoop.run(context, "read views", views.length, i -> read(views[i]));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void read(int view) {
    int slot = view % held.length;
    held[slot] = -1;
    if (data[slot] == null) {
      data[slot] = new short[elements];
    }
    try {
      StoredScale scale = source.read(view, data[slot]);
      makeSigned(data[slot]);
      scales[slot] = new StoredScale(scale.slope(), scale.intercept() + 32768 * scale.slope());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    held[slot] = view;
  }

  private static void makeSigned(short[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] ^= (short) 0x8000;
    }
  }

  private void grow(int capacity) {
    short[][] oldData = data;
    StoredScale[] oldScales = scales;
    int[] oldHeld = held;
    data = new short[capacity][];
    scales = new StoredScale[capacity];
    held = new int[capacity];
    Arrays.fill(held, -1);
    for (int old = 0; old < oldHeld.length; old++) {
      int slot = oldHeld[old] < 0 ? -1 : oldHeld[old] % capacity;
      if (slot >= 0 && held[slot] < oldHeld[old]) {
        data[slot] = oldData[old];
        scales[slot] = oldScales[old];
        held[slot] = oldHeld[old];
      }
    }
  }

  /** Values of a view within the range, signed, {@code [column][row]}. */
  short[] data(int view) {
    return data[view % data.length];
  }

  /** What the signed values mean. */
  StoredScale scale(int view) {
    return scales[view % scales.length];
  }
}
