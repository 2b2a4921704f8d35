package io.tomodrift.phantoms.helical;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.DetectorShape;
import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.HelicalScanner;
import io.tomodrift.geometry.helical.HelicalScanners;
import io.tomodrift.geometry.helical.HelixPlan;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.phantoms.SolidPart;
import io.tomodrift.phantoms.SolidPhantom;
import io.tomodrift.phantoms.catalogue.HelicalTestPhantom;
import io.tomodrift.phantoms.catalogue.PhantomCatalogue;
import io.tomodrift.phantoms.shape.Box;
import io.tomodrift.phantoms.shape.ClippedSolid;
import io.tomodrift.phantoms.shape.Cylinder;
import io.tomodrift.phantoms.shape.Ellipsoid;
import io.tomodrift.phantoms.shape.HalfSpace;
import io.tomodrift.phantoms.shape.Orientation;
import io.tomodrift.phantoms.shape.Ray3;
import io.tomodrift.phantoms.shape.Shape3;
import io.tomodrift.tests.support.SeededTest;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SolidPhantomViewsTest {

  private static final HelicalScanner SCANNER = HelicalScanners.SMALL;

  private static HelicalGeometry scan(FocalSpotMode mode) {
    return HelixPlan.of(SCANNER, -15, 15).withFocalSpotMode(mode).withPitch(0.9).geometry();
  }

  private static HelicalGeometry flat(HelicalGeometry scan) {
    ConeDetector arc = scan.detector();
    ConeDetector flat =
        new ConeDetector(
            DetectorShape.FLAT,
            arc.columns(),
            arc.rows(),
            1.1 * arc.columnPitchMm(),
            arc.rowPitchMm(),
            arc.centreColumn(),
            arc.centreRow());
    return new HelicalGeometry(
        flat, scan.sourceToDetectorMm(), scan.viewsPerTurn(), scan.focalSpotMode(), scan.poses());
  }

  /** The closed form of a ball: chord 2 sqrt(r^2 - d^2), d the distance of the ray. */
  @ParameterizedTest
  @EnumSource(FocalSpotMode.class)
  void chordsOfABall(FocalSpotMode mode) {
    Vec3 centre = new Vec3(80, -35, 4);
    double radius = 22;
    SolidPhantom ball =
        new SolidPhantom("ball", List.of(new SolidPart(Ellipsoid.ball(centre, radius), 0.02)));
    for (HelicalGeometry scan : List.of(scan(mode), flat(scan(mode)))) {
      float[] view = new float[scan.detector().elements()];
      SolidPhantomViews views = new SolidPhantomViews(ball, scan);
      int hits = 0;
      for (int index = 0; index < scan.views(); index += 37) {
        views.view(index, view);
        for (int column = 0; column < scan.detector().columns(); column++) {
          for (int row = 0; row < scan.detector().rows(); row++) {
            Vec3 source = scan.sourceMm(index);
            Vec3 along = scan.elementMm(index, column, row).minus(source).normalized();
            double distance = along.cross(centre.minus(source)).norm();
            double chord = 2 * Math.sqrt(Math.max(0, radius * radius - distance * distance));
            assertEquals(
                0.02 * chord, view[column * scan.detector().rows() + row], 1e-7 + 1e-7 * chord);
            hits += chord > 0 ? 1 : 0;
          }
        }
      }
      assertTrue(hits > 1000, "rays through the ball: " + hits);
    }
  }

  @SeededTest(repeats = 20)
  void everyShapeAgreesWithTheRayByRayForm(RandomGenerator random) {
    List<SolidPart> parts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      parts.add(new SolidPart(randomSolid(random, i), 0.01 + 0.02 * random.nextDouble()));
    }
    SolidPhantom phantom = new SolidPhantom("random", parts);
    HelicalGeometry scan = scan(FocalSpotMode.values()[random.nextInt(4)]);
    scan = random.nextBoolean() ? flat(scan) : scan;
    int index = random.nextInt(scan.views());
    float[] view = new float[scan.detector().elements()];
    new SolidPhantomViews(phantom, scan).view(index, view);
    int rows = scan.detector().rows();
    for (int i = 0; i < view.length; i++) {
      Ray3 ray = Ray3.through(scan.sourceMm(index), scan.elementMm(index, i / rows, i % rows));
      double expected = phantom.lineIntegral(ray);
      assertEquals(expected, view[i], 2e-7 * (1 + expected), "element " + i);
    }
  }

  private static ClippedSolid cut(RandomGenerator random, Vec3 centre) {
    Vec3 normal = direction(random);
    return new ClippedSolid(
        Ellipsoid.ball(centre, 40), List.of(new HalfSpace(normal, normal.dot(centre) + 10)));
  }

  private static Shape3 randomSolid(RandomGenerator random, int kind) {
    Vec3 centre =
        new Vec3(
            150 * (random.nextDouble() - 0.5),
            150 * (random.nextDouble() - 0.5),
            40 * (random.nextDouble() - 0.5));
    double a = 5 + 40 * random.nextDouble();
    double b = 5 + 40 * random.nextDouble();
    double c = 2 + 20 * random.nextDouble();
    Orientation tilted = Orientation.alongAxis(direction(random));
    return switch (kind) {
      case 0 -> new Ellipsoid(centre, a, b, c, tilted);
      case 1 -> new Cylinder(centre, a, b, c, tilted);
      case 2 -> new Cylinder(centre, a, b, 3 * c, Orientation.IDENTITY);
      case 3 -> new Box(centre, a, b, c, random.nextDouble());
      case 4 -> cut(random, centre);
      default -> Ellipsoid.ball(centre, a);
    };
  }

  private static Vec3 direction(RandomGenerator random) {
    return new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
  }

  @ParameterizedTest
  @EnumSource(
      value = PhantomCatalogue.class,
      names = {"THORAX", "HELICAL_TEST", "DEFRISE"})
  void subRaysAreTheMeanOverTheElement(PhantomCatalogue entry) {
    SolidPhantom phantom = entry.solid().orElseThrow();
    HelicalGeometry scan = scan(FocalSpotMode.Z);
    int rows = scan.detector().rows();
    int index = 101;
    float[] view = new float[scan.detector().elements()];
    new SolidPhantomViews(phantom, scan, 3).view(index, view);
    for (int element = 0; element < view.length; element += 13) {
      double mean = 0;
      for (int i = 0; i < 9; i++) {
        double column = element / rows + (i / 3 - 1) / 3.0;
        double row = element % rows + (i % 3 - 1) / 3.0;
        Ray3 ray = Ray3.through(scan.sourceMm(index), scan.elementMm(index, column, row));
        mean += phantom.lineIntegral(ray) / 9;
      }
      assertEquals(mean, view[element], 1e-6, "element " + element);
    }
  }

  /** A flat wide part seen at a slant: its near edge is seen by other rows than its far edge. */
  @ParameterizedTest
  @ValueSource(doubles = {-11, 0.5, 11})
  void flatWidePartsKeepTheirOutermostRows(double aboveMm) {
    HelicalGeometry scan =
        HelixPlan.of(HelicalScanners.SIEMENS_AS_PLUS, 0, 1).withPitch(1).geometry();
    int index = scan.views() / 2;
    Vec3 centre = new Vec3(10, -20, scan.pose(index).zMm() + aboveMm);
    SolidPhantom disc =
        new SolidPhantom("disc", List.of(new SolidPart(Cylinder.alongZ(centre, 130, 2), 0.02)));
    float[] view = new float[scan.detector().elements()];
    new SolidPhantomViews(disc, scan).view(index, view);
    for (int i = 0; i < view.length; i++) {
      Ray3 ray = Ray3.through(scan.sourceMm(index), scan.elementMm(index, i / 64, i % 64));
      assertEquals(disc.lineIntegral(ray), view[i], 1e-6, "element " + i);
    }
  }

  /** A view does not depend on what was computed before or beside it. */
  @Test
  void viewsAreIndependent() {
    SolidPhantom phantom = HelicalTestPhantom.standard(HounsfieldScale.DEFAULT).solid();
    SolidPhantomViews views = new SolidPhantomViews(phantom, scan(FocalSpotMode.XYZ));
    float[] once = new float[views.geometry().detector().elements()];
    float[] again = once.clone();
    views.view(3, once);
    views.view(70, again);
    views.view(3, again);
    assertArrayEquals(once, again);
  }

  @Test
  void subRaysMustBePositive() {
    SolidPhantom empty = new SolidPhantom("empty", List.of());
    assertThrows(
        IllegalArgumentException.class,
        () -> new SolidPhantomViews(empty, scan(FocalSpotMode.NONE), 0));
  }
}
