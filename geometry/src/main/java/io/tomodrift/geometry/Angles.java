package io.tomodrift.geometry;

import io.tomodrift.geometry.error.GeometryException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The angles of the views of a scan, radians, in the order of the views. Immutable, compared by
 * content. Angles may wrap, fall, be unevenly spaced, exceed a turn or be in no order at all.
 */
public final class Angles {

  private static final double TWO_PI = 2 * Math.PI;

  private final double[] rad;

  private Angles(double[] rad) {
    if (rad.length == 0) {
      throw new GeometryException("a scan needs at least one view angle");
    }
    for (int i = 0; i < rad.length; i++) {
      if (!Double.isFinite(rad[i])) {
        throw new GeometryException("the angle of view %d is %s".formatted(i, rad[i]));
      }
    }
    this.rad = rad;
  }

  /** The given angles, rad. */
  public static Angles of(double... rad) {
    return new Angles(rad.clone());
  }

  /** {@code count} angles from {@code startRad} in steps of {@code stepRad}. */
  public static Angles uniform(int count, double startRad, double stepRad) {
    if (count < 1) {
      throw new GeometryException("a scan needs at least one view, got " + count);
    }
    double[] rad = new double[count];
    for (int i = 0; i < count; i++) {
      rad[i] = startRad + i * stepRad;
    }
    return new Angles(rad);
  }

  /** {@code count} angles evenly over one turn, from 0. */
  public static Angles fullTurn(int count) {
    return uniform(count, 0, TWO_PI / count);
  }

  /** {@code count} angles evenly over half a turn, from 0: a complete parallel-beam scan. */
  public static Angles halfTurn(int count) {
    return uniform(count, 0, Math.PI / count);
  }

  /**
   * {@code count} views that together cover {@code arcRad} from {@code startRad}: each is the
   * middle of its share of the arc.
   */
  public static Angles coveringArc(int count, double startRad, double arcRad) {
    double step = arcRad / count;
    return uniform(count, startRad + step / 2, step);
  }

  /** Number of views. */
  public int count() {
    return rad.length;
  }

  /** Angle of a view as given, rad. */
  public double rad(int view) {
    return rad[view];
  }

  /** A copy of all angles, rad. */
  public double[] toArray() {
    return rad.clone();
  }

  /** The angles of the given views, in that order. */
  public Angles subset(int... views) {
    double[] chosen = new double[views.length];
    for (int i = 0; i < views.length; i++) {
      chosen[i] = rad[views[i]];
    }
    return new Angles(chosen);
  }

  /** All angles shifted by a constant, rad. */
  public Angles shifted(double byRad) {
    return new Angles(Arrays.stream(rad).map(a -> a + byRad).toArray());
  }

  /**
   * Indices, rising, of {@code wanted} views spread evenly over the scan: view {@code round(i count
   * / wanted)}, counted along the turn if the angles neither rise nor fall steadily. If the last
   * view repeats the first (0 and 360 degrees both measured), the repeat is left out of the
   * counting, unless every view is wanted.
   *
   * @throws GeometryException if more views are wanted than there are
   */
  public int[] evenSubset(int wanted) {
    if (wanted == rad.length) {
      return IntStream.range(0, wanted).toArray();
    }
    int available = repeatsFirst() ? rad.length - 1 : rad.length;
    if (wanted < 1 || wanted > available) {
      throw new GeometryException(
          "cannot keep %d views of a scan with %d distinct ones".formatted(wanted, available));
    }
    int[] order = new ViewOrder(rad, TWO_PI).order();
    int[] views = new int[wanted];
    for (int i = 0; i < wanted; i++) {
      views[i] = order[(int) Math.round((double) i * available / wanted)];
    }
    Arrays.sort(views);
    return views;
  }

  private boolean repeatsFirst() {
    if (rad.length < 3) {
      return false;
    }
    double gap = Math.abs(Math.IEEEremainder(rad[rad.length - 1] - rad[0], TWO_PI));
    double step = Math.abs(Math.IEEEremainder(rad[1] - rad[0], TWO_PI));
    return gap < 0.01 * step;
  }

  /**
   * The arc these views cover.
   *
   * @param periodRad angle after which measurements repeat: 2 pi for a fan, pi for a parallel beam
   */
  public ScanArc arc(double periodRad) {
    return new ViewOrder(rad, periodRad).arc();
  }

  /** Distance of each view from the start of its {@link #arc}, rad, not negative, in view order. */
  public double[] positionsOnArcRad(double periodRad) {
    return new ViewOrder(rad, periodRad).positionsOnArc();
  }

  /**
   * The share of the arc each view stands for: half the gap to each neighbour, rad. A closed scan
   * wraps around (so a first view measured again at the end shares its weight with it), an open one
   * extends half a step beyond its ends. The shares add up to the arc's length.
   */
  public double[] viewSharesRad(double periodRad) {
    return new ViewOrder(rad, periodRad).shares();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Angles angles && Arrays.equals(rad, angles.rad);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(rad);
  }

  @Override
  public String toString() {
    return "Angles[%d views, %.3f to %.3f degrees]"
        .formatted(rad.length, Math.toDegrees(rad[0]), Math.toDegrees(rad[rad.length - 1]));
  }
}
