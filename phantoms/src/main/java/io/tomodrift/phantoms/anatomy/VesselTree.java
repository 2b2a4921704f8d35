package io.tomodrift.phantoms.anatomy;

import io.tomodrift.geometry.stack.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A tree that supplies a volume: random end points, nearest to the root first, are joined to the
 * nearest point of the tree so far, and radii follow Murray's law {@code r^3 = sum r_child^3}.
 *
 * <p><b>Reference</b>: Murray, Proc. Natl. Acad. Sci. 12, 1926; growth by nearest attachment as in
 * Schreiner and Buxmann, IEEE Trans. Biomed. Eng. 40, 1993, without their optimisation.
 */
final class VesselTree {

  private static final double STEP_MM = 9;
  private static final double BEND_MM = 1.3;

  private final List<Vec3> points = new ArrayList<>();
  private final List<Integer> parents = new ArrayList<>();
  private final double[] radiusMm;

  /**
   * Grows a tree.
   *
   * @param root where it starts, mm
   * @param ends end points, mm
   * @param tipMm radius at the end points, mm
   * @param mostMm largest radius, mm
   */
  VesselTree(SplitRandom random, Vec3 root, List<Vec3> ends, double tipMm, double mostMm) {
    points.add(root);
    parents.add(-1);
    List<Vec3> ordered = new ArrayList<>(ends);
    ordered.sort((a, b) -> Double.compare(a.minus(root).norm(), b.minus(root).norm()));
    for (Vec3 end : ordered) {
      attach(random, end, root);
    }
    radiusMm = radii(tipMm, mostMm);
  }

  /** Random points of a box that pass a test. */
  static List<Vec3> scatter(
      SplitRandom random, int count, Vec3 low, Vec3 high, Predicate<Vec3> inside) {
    List<Vec3> found = new ArrayList<>();
    for (int attempt = 0; attempt < 20 * count && found.size() < count; attempt++) {
      Vec3 point =
          new Vec3(
              random.between(low.x(), high.x()),
              random.between(low.y(), high.y()),
              random.between(low.z(), high.z()));
      if (inside.test(point)) {
        found.add(point);
      }
    }
    return found;
  }

  private void attach(SplitRandom random, Vec3 end, Vec3 root) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    double endRadius = end.minus(root).norm();
    for (int i = 0; i < points.size(); i++) {
      Vec3 point = points.get(i);
      double distance = point.minus(end).norm();
      // Joining far out would make branches turn back toward the root.
      double backward = Math.max(0, point.minus(root).norm() - 0.9 * endRadius);
      double cost = distance + 1.5 * backward;
      if (cost < least) {
        least = cost;
        best = i;
      }
    }
    Vec3 start = points.get(best);
    int steps = (int) Math.max(1, Math.ceil(end.minus(start).norm() / STEP_MM));
    int parent = best;
    for (int step = 1; step <= steps; step++) {
      Vec3 at = start.plus(end.minus(start).times((double) step / steps));
      if (step < steps) {
        Vec3 bend = new Vec3(random.normal(), random.normal(), random.normal());
        at = at.plus(bend.times(BEND_MM));
      }
      points.add(at);
      parents.add(parent);
      parent = points.size() - 1;
    }
  }

  private double[] radii(double tipMm, double mostMm) {
    double[] cubes = new double[points.size()];
    boolean[] hasChild = new boolean[points.size()];
    for (int i = points.size() - 1; i > 0; i--) {
      if (!hasChild[i]) {
        cubes[i] = tipMm * tipMm * tipMm;
      }
      cubes[parents.get(i)] += cubes[i];
      hasChild[parents.get(i)] = true;
    }
    double[] radius = new double[cubes.length];
    for (int i = 0; i < radius.length; i++) {
      radius[i] = Math.min(mostMm, StrictMath.cbrt(cubes[i]));
    }
    return radius;
  }

  /** The sections of all branches that reach the slice, thinnest last. */
  List<Capsule> sections(double zMm) {
    List<Capsule> found = new ArrayList<>();
    for (int i = 1; i < points.size(); i++) {
      int parent = parents.get(i);
      // A child starts as wide as itself, not as its parent: trunks do not flare into twigs.
      double start = Math.min(radiusMm[parent], 1.25 * radiusMm[i]);
      Capsule capsule = new Capsule(points.get(parent), points.get(i), start, radiusMm[i], zMm);
      if (capsule.touchesSlice()) {
        found.add(capsule);
      }
    }
    return found;
  }

  /** The same branches moved aside by a multiple of their radius, and thinner: airways. */
  List<Capsule> companions(double zMm, double leastRadiusMm, double lumenShare) {
    List<Capsule> found = new ArrayList<>();
    for (Capsule vessel : sections(zMm)) {
      if (vessel.toRadiusMm() >= leastRadiusMm) {
        double aside = vessel.toRadiusMm() * (1 + lumenShare) + 1;
        Vec3 shift = new Vec3(0.7 * aside, 0.7 * aside, 0);
        double radius = lumenShare * vessel.toRadiusMm();
        found.add(
            new Capsule(vessel.from().plus(shift), vessel.to().plus(shift), radius, radius, zMm));
      }
    }
    return found;
  }
}
