package io.tomodrift.tests.science;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.phantoms.catalogue.SolidInsert;
import io.tomodrift.phantoms.catalogue.SolidInsert.Form;
import java.util.ArrayList;
import java.util.List;

/**
 * What a reconstruction in the gantry frame makes of the inserts of a phantom in water.
 *
 * @param insert the insert
 * @param meanErrorHu mean inside, 3 mm off the surface, minus the truth; NaN for balls
 * @param offsetMm where the centroid is found, minus the truth; only x and y for cylinders
 */
record InsertErrors(SolidInsert insert, double meanErrorHu, Vec3 offsetMm) {

  private static final double MARGIN_MM = 3;
  private static final double REACH_MM = 5;

  static List<InsertErrors> of(List<SolidInsert> inserts, Volume hu) {
    List<InsertErrors> errors = new ArrayList<>();
    for (SolidInsert insert : inserts) {
      double mean = insert.form() == Form.CYLINDER ? meanError(insert, hu) : Double.NaN;
      errors.add(new InsertErrors(insert, mean, centroid(insert, hu)));
    }
    return errors;
  }

  boolean isLargeCylinder() {
    return insert.form() == Form.CYLINDER && insert.radiusMm() >= 10;
  }

  double inPlaneMm() {
    return Math.hypot(offsetMm.x(), offsetMm.y());
  }

  private static double meanError(SolidInsert insert, Volume hu) {
    double[] sums = new double[2];
    double radius = insert.radiusMm() - MARGIN_MM;
    forEachNear(
        insert,
        hu,
        radius,
        (position, value) -> {
          if (inPlane(insert, position) <= radius) {
            sums[0] += value;
            sums[1]++;
          }
        });
    return sums[0] / sums[1] - insert.hu();
  }

  private static double inPlane(SolidInsert insert, Vec3 p) {
    return Math.hypot(p.x() - insert.centreMm().x(), p.y() - insert.centreMm().y());
  }

  private static Vec3 centroid(SolidInsert insert, Volume hu) {
    double reach = insert.radiusMm() + REACH_MM;
    double[] sums = new double[4];
    forEachNear(
        insert,
        hu,
        reach,
        (position, value) -> {
          Vec3 d = position.minus(insert.centreMm());
          double distance = insert.form() == Form.BALL ? d.norm() : Math.hypot(d.x(), d.y());
          if (distance <= reach) {
            sums[0] += value;
            sums[1] += value * d.x();
            sums[2] += value * d.y();
            sums[3] += value * d.z();
          }
        });
    double z = insert.form() == Form.BALL ? sums[3] / sums[0] : 0;
    return new Vec3(sums[1] / sums[0], sums[2] / sums[0], z);
  }

  private interface VoxelAction {
    void accept(Vec3 position, double value);
  }

  private static void forEachNear(SolidInsert insert, Volume hu, double reach, VoxelAction action) {
    FloatStack stack = hu.stack();
    VolumeFrame frame = hu.frame();
    boolean ball = insert.form() == Form.BALL;
    Vec3 origin = frame.originMm();
    double pixel = frame.columnSpacingMm();
    int i0 = (int) ((insert.centreMm().x() - reach - origin.x()) / pixel);
    int i1 = (int) ((insert.centreMm().x() + reach - origin.x()) / pixel) + 1;
    int j0 = (int) ((origin.y() - insert.centreMm().y() - reach) / pixel);
    int j1 = (int) ((origin.y() - insert.centreMm().y() + reach) / pixel) + 1;
    for (int k = 0; k < stack.slices(); k++) {
      double dz = frame.positionMm(k, 0, 0).z() - insert.centreMm().z();
      if (ball && Math.abs(dz) > reach) {
        continue;
      }
      for (int j = Math.max(0, j0); j <= Math.min(stack.rows() - 1, j1); j++) {
        for (int i = Math.max(0, i0); i <= Math.min(stack.columns() - 1, i1); i++) {
          action.accept(frame.positionMm(k, j, i), stack.get(k, j, i));
        }
      }
    }
  }
}
