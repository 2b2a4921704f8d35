package io.tomodrift.sinograms.rebin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tomodrift.fbp.FbpSettings;
import io.tomodrift.fbp.FilteredBackprojection;
import io.tomodrift.fbp.RampWindow;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.phantoms.SolidPart;
import io.tomodrift.phantoms.SolidPhantom;
import io.tomodrift.phantoms.shape.Cylinder;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images of rebinned sinograms: inserts in HU, spheres in mm. */
class RebinnedImageTest {

  private static final double MU = 0.0192;
  private static final double[][] INSERTS = {
    {60, 20, 12, 200}, {-70, 50, 15, -300}, {0, -85, 10, 60}
  };
  private static final double[][] SPHERES = {{10, -10, 5, 400}, {-20, -40, 6, 400}};

  private static SolidPart rod(double x, double y, double radius, double hu) {
    return new SolidPart(Cylinder.alongZ(new Vec3(x, y, 0), radius, 500), MU * hu / 1000);
  }

  private static SolidPhantom phantom(double middleMm) {
    SolidPart[] parts = new SolidPart[1 + INSERTS.length + SPHERES.length];
    parts[0] = new SolidPart(Cylinder.alongZ(new Vec3(0, 0, 0), 130, 500), MU);
    for (int i = 0; i < INSERTS.length; i++) {
      double[] insert = INSERTS[i];
      parts[1 + i] = rod(insert[0], insert[1], insert[2], insert[3]);
    }
    for (int i = 0; i < SPHERES.length; i++) {
      double[] s = SPHERES[i];
      parts[1 + INSERTS.length + i] =
          RebinFixture.sphere(s[0], s[1], middleMm, s[2], MU * s[3] / 1000);
    }
    return RebinFixture.phantom(parts);
  }

  /** Pitch 0.6 with a focal spot that flies along Z, and pitch 0.984 without. */
  @ParameterizedTest
  @CsvSource({"true, 23.04", "false, 37.79"})
  void insertsAndSpheresComeOutRight(boolean flying, double feedMm) {
    TestHelix helix = TestHelix.siemens(4, feedMm, 2.3);
    HelicalGeometry scan = (flying ? helix.zFlying() : helix).geometry();
    double middle = feedMm * 2.3 / 2;
    RebinPlan plan =
        RebinPlan.of(
            scan, RebinSettings.defaults(), RebinRequest.every(1).between(middle - 9, middle + 9));
    Sinogram sinogram = RebinFixture.rebin(plan, new SolidScan(scan, phantom(middle)), 19);
    ImageGrid grid = ImageGrid.square(256, 1.25);
    Volume image;
    try (Backend backend = Backends.select("cpu", RebinFixture.CONTEXT)) {
      image =
          FilteredBackprojection.toHounsfield(
              new FilteredBackprojection(
                      FbpSettings.defaults().withWindow(RampWindow.HANN), backend)
                  .reconstruct(sinogram, grid, RebinFixture.CONTEXT),
              new HounsfieldScale(MU));
    }
    for (double[] insert : INSERTS) {
      assertEquals(insert[3], mean(image, grid, insert[0], insert[1], insert[2] - 5), 2.0);
    }
    for (double[] sphere : SPHERES) {
      double[] centroid = centroid(image, grid, sphere[0], sphere[1], sphere[2] + 5);
      assertEquals(sphere[0], centroid[0], 0.06);
      assertEquals(sphere[1], centroid[1], 0.06);
      double r = Math.hypot(sphere[0], sphere[1]);
      assertEquals(9, centroid[2], 0.15 + 7.7e-6 * r * feedMm * feedMm);
    }
  }

  private static double mean(Volume image, ImageGrid grid, double x, double y, double radius) {
    double sum = 0;
    int count = 0;
    for (int row = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        if (Math.hypot(grid.xMm(column) - x, grid.yMm(row) - y) <= radius) {
          for (int slice = 0; slice < image.stack().slices(); slice++) {
            sum += image.stack().get(slice, row, column);
            count++;
          }
        }
      }
    }
    return sum / count;
  }

  /** X and Y in mm, slice number; weighted by what exceeds water. */
  private static double[] centroid(
      Volume image, ImageGrid grid, double x, double y, double radius) {
    double[] moments = new double[3];
    double sum = 0;
    for (int row = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        if (Math.hypot(grid.xMm(column) - x, grid.yMm(row) - y) <= radius) {
          for (int slice = 0; slice < image.stack().slices(); slice++) {
            double value = image.stack().get(slice, row, column);
            sum += value;
            moments[0] += value * grid.xMm(column);
            moments[1] += value * grid.yMm(row);
            moments[2] += value * slice;
          }
        }
      }
    }
    for (int i = 0; i < 3; i++) {
      moments[i] /= sum;
    }
    return moments;
  }
}
