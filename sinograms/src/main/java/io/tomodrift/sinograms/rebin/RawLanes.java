package io.tomodrift.sinograms.rebin;

import io.tomodrift.geometry.helical.StoredScale;

/** Turns the stored values of a column into numbers, neighbouring views side by side. */
final class RawLanes {

  /** Stored values in a cache line. */
  private static final int ROWS_A_LINE = 32;

  private final ViewWindow window;
  private int touched;

  RawLanes(ViewWindow window) {
    this.window = window;
  }

  /**
   * Converts successive views of a column, reduced to the plane of rotation.
   *
   * @param index first view in the track
   * @param count number of views
   * @param out receives {@code [row][lane]}, the first view in lane {@code lane}
   */
  void convert(
      SpotTrack track,
      int index,
      int count,
      RayMap map,
      int column,
      int from,
      int end,
      float[] out,
      int lane) {
    float[] obliquity = map.obliquity(column);
    touch(track, index, count, column, from, end);
    int k = 0;
    for (; k + 4 <= count; k += 4) {
      four(track, index + k, column, obliquity, from, end, out, lane + k);
    }
    for (; k < count; k++) {
      int view = track.view(index + k);
      StoredScale scale = window.scale(view);
      one(
          window.block(view),
          (float) scale.slope(),
          (float) scale.intercept(),
          window.offset(view, column),
          obliquity,
          from,
          end,
          out,
          lane + k);
    }
  }

  /**
   * Looks at all cache lines before they are needed: looking at many of them at once waits once,
   * not for each.
   */
  private void touch(SpotTrack track, int index, int count, int column, int from, int end) {
    int sum = 0;
    for (int i = index; i < index + count; i++) {
      int view = track.view(i);
      short[] data = window.block(view);
      int at = window.offset(view, column);
      for (int r = from; r < end; r += ROWS_A_LINE) {
        sum += data[at + r];
      }
      sum += data[at + end - 1];
    }
    touched += sum;
  }

  /** Depends on everything looked at in advance, so that no compiler leaves it out. */
  int touched() {
    return touched;
  }

  private void four(
      SpotTrack track,
      int index,
      int column,
      float[] obliquity,
      int from,
      int end,
      float[] out,
      int lane) {
    int a = track.view(index);
    int b = track.view(index + 1);
    int c = track.view(index + 2);
    int d = track.view(index + 3);
    StoredScale ofA = window.scale(a);
    StoredScale ofB = window.scale(b);
    StoredScale ofC = window.scale(c);
    StoredScale ofD = window.scale(d);
    float slopeA = (float) ofA.slope();
    float slopeB = (float) ofB.slope();
    float slopeC = (float) ofC.slope();
    float slopeD = (float) ofD.slope();
    float baseA = (float) ofA.intercept();
    float baseB = (float) ofB.intercept();
    float baseC = (float) ofC.intercept();
    float baseD = (float) ofD.intercept();
    short[] dataA = window.block(a);
    short[] dataB = window.block(b);
    short[] dataC = window.block(c);
    short[] dataD = window.block(d);
    int atA = window.offset(a, column);
    int atB = window.offset(b, column);
    int atC = window.offset(c, column);
    int atD = window.offset(d, column);
    for (int r = from; r < end; r++) {
      float scale = obliquity[r];
      int x = r * Lanes.COUNT + lane;
      out[x] = (slopeA * (dataA[r + atA] & 0xffff) + baseA) * scale;
      out[x + 1] = (slopeB * (dataB[r + atB] & 0xffff) + baseB) * scale;
      out[x + 2] = (slopeC * (dataC[r + atC] & 0xffff) + baseC) * scale;
      out[x + 3] = (slopeD * (dataD[r + atD] & 0xffff) + baseD) * scale;
    }
  }

  private static void one(
      short[] data,
      float slope,
      float base,
      int offset,
      float[] obliquity,
      int from,
      int end,
      float[] out,
      int lane) {
    for (int r = from; r < end; r++) {
      out[r * Lanes.COUNT + lane] = (slope * (data[offset + r] & 0xffff) + base) * obliquity[r];
    }
  }
}
