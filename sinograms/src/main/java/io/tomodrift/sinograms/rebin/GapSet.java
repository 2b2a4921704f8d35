package io.tomodrift.sinograms.rebin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Open intervals of Z in which some ray is missing; they may overlap. */
final class GapSet {

  private double[] starts = new double[1024];
  private double[] ends = new double[1024];
  private int count;

  void add(double fromMm, double toMm) {
    if (!(fromMm < toMm)) {
      return;
    }
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = fromMm;
    ends[count++] = toMm;
  }

  /** Number of gaps around a height. */
  int around(double zMm) {
    int around = 0;
    for (int i = 0; i < count; i++) {
      if (starts[i] < zMm && zMm < ends[i]) {
        around++;
      }
    }
    return around;
  }

  /** What no gap covers, less a margin at each end; rising. */
  List<ZInterval> free(double marginMm) {
    double[] opening = Arrays.copyOf(starts, count);
    double[] closing = Arrays.copyOf(ends, count);
    Arrays.sort(opening);
    Arrays.sort(closing);
    List<ZInterval> free = new ArrayList<>();
    int opened = 0;
    // After the k-th end no gap is open until the next start exactly if k gaps have begun.
    for (int closed = 0; closed < count; closed++) {
      while (opened < count && opening[opened] < closing[closed]) {
        opened++;
      }
      if (opened == closed + 1 && opened < count) {
        double from = closing[closed] + marginMm;
        double to = opening[opened] - marginMm;
        if (from <= to) {
          free.add(new ZInterval(from, to));
        }
      }
    }
    return free;
  }
}
