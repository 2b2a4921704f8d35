package io.tomodrift.geometry;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Views along the arc they cover. Angles that rise or fall steadily once unwrapped keep their order
 * and may exceed one period; any other set is folded into one period and sorted.
 */
final class ViewOrder {

  /** Beyond a quarter turn between views (golden angle) the order of time is not that of space. */
  private static final double LARGEST_STEADY_STEP = Math.PI / 2 + 1e-9;

  /** Views closer than this were measured at one angle. */
  private static final double SAME_POSITION_RAD = 1e-9;

  private final int[] order;
  private final double[] position;
  private final double period;
  private final int direction;
  private final double step;
  private final double closingGap;
  private final boolean closed;
  private final double firstAngle;

  ViewOrder(double[] rad, double period) {
    this.period = period;
    int count = rad.length;
    double[] unwrapped = unwrap(rad);
    int sign = steadySign(unwrapped);
    boolean falls = sign < 0 || (count == 2 && unwrapped[1] < unwrapped[0]);
    direction = falls ? -1 : 1;
    if (sign != 0 || count < 3) {
      order = IntStream.range(0, count).toArray();
      position = Arrays.stream(unwrapped).map(a -> direction * (a - unwrapped[0])).toArray();
    } else {
      position = Arrays.stream(rad).map(a -> floorMod(a, period)).toArray();
      order = sortedFromLargestGap(position, period);
      double origin = position[order[0]];
      for (int i = 0; i < count; i++) {
        position[i] = floorMod(position[i] - origin, period);
      }
    }
    firstAngle = rad[order[0]];
    step = medianStep();
    double span = position[order[count - 1]];
    long periods = Math.round((span + step) / period);
    closingGap = periods * period - span;
    closed = count > 1 && periods >= 1 && closingGap >= -1e-9 && closingGap < 2 * step;
  }

  ScanArc arc() {
    int last = order.length - 1;
    double start = closed ? 0 : firstGap() / 2;
    double span = position[order[last]];
    double length = closed ? span + Math.max(0, closingGap) : span + (firstGap() + lastGap()) / 2;
    return new ScanArc(firstAngle - direction * start, length, step, direction, closed);
  }

  double[] positionsOnArc() {
    double start = closed ? 0 : firstGap() / 2;
    return Arrays.stream(position).map(p -> p + start).toArray();
  }

  /** Indices of the views along the arc. */
  int[] order() {
    return order.clone();
  }

  double[] shares() {
    int count = order.length;
    double[] shares = new double[count];
    for (int k = 0; k < count; k++) {
      double before = k > 0 ? gap(k - 1) : endGap(firstGap());
      double after = k < count - 1 ? gap(k) : endGap(lastGap());
      shares[order[k]] = (before + after) / 2;
    }
    return shares;
  }

  private double endGap(double openGap) {
    return closed ? Math.max(0, closingGap) : openGap;
  }

  /** Distance between the first two different positions. */
  private double firstGap() {
    return IntStream.range(0, order.length)
        .mapToDouble(this::gap)
        .filter(gap -> gap > SAME_POSITION_RAD)
        .findFirst()
        .orElse(gap(0));
  }

  /** Distance between the last two different positions. */
  private double lastGap() {
    return IntStream.range(0, order.length)
        .mapToDouble(k -> gap(order.length - 2 - k))
        .filter(gap -> gap > SAME_POSITION_RAD)
        .findFirst()
        .orElse(gap(0));
  }

  /** Distance from the k-th to the next view along the arc; a lone view stands for the period. */
  private double gap(int k) {
    if (order.length == 1) {
      return period;
    }
    int from = Math.min(Math.max(k, 0), order.length - 2);
    return position[order[from + 1]] - position[order[from]];
  }

  /** Between different positions: views measured several times must not make the step zero. */
  private double medianStep() {
    double[] gaps =
        IntStream.range(0, order.length - 1)
            .mapToDouble(this::gap)
            .filter(gap -> gap > SAME_POSITION_RAD)
            .sorted()
            .toArray();
    return gaps.length == 0 ? gap(0) : gaps[gaps.length / 2];
  }

  private static double[] unwrap(double[] rad) {
    double[] out = rad.clone();
    for (int i = 1; i < out.length; i++) {
      double delta = rad[i] - rad[i - 1];
      double wrapped = Math.abs(delta) <= Math.PI ? delta : Math.IEEEremainder(delta, 2 * Math.PI);
      out[i] = out[i - 1] + wrapped;
    }
    return out;
  }

  private static int steadySign(double[] unwrapped) {
    boolean rising = true;
    boolean falling = true;
    for (int i = 1; i < unwrapped.length; i++) {
      double delta = unwrapped[i] - unwrapped[i - 1];
      rising &= delta >= 0 && delta <= LARGEST_STEADY_STEP;
      falling &= delta <= 0 && delta >= -LARGEST_STEADY_STEP;
    }
    return rising ? 1 : falling ? -1 : 0;
  }

  private static int[] sortedFromLargestGap(double[] folded, double period) {
    int[] sorted =
        IntStream.range(0, folded.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> folded[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int count = sorted.length;
    int first = 0;
    double largest = folded[sorted[0]] + period - folded[sorted[count - 1]];
    for (int k = 1; k < count; k++) {
      double gap = folded[sorted[k]] - folded[sorted[k - 1]];
      if (gap > largest + 1e-12) {
        largest = gap;
        first = k;
      }
    }
    int[] rotated = new int[count];
    for (int k = 0; k < count; k++) {
      rotated[k] = sorted[(first + k) % count];
    }
    return rotated;
  }

  private static double floorMod(double value, double period) {
    double folded = value - period * Math.floor(value / period);
    return folded >= period ? 0 : folded;
  }
}
