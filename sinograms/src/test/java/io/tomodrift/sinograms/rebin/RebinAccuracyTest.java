package io.tomodrift.sinograms.rebin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.helical.DetectorShape;
import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.SourceShift;
import io.tomodrift.geometry.helical.StoredScale;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.phantoms.SolidPart;
import io.tomodrift.phantoms.SolidPhantom;
import io.tomodrift.phantoms.shape.Cylinder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rebinned sinograms against exact line integrals of the slices. */
class RebinAccuracyTest {

  private static final StoredScale FINE = new StoredScale(2e-5, -0.05);

  /** Constant along Z, off centre, with its edge outside the fan: nothing for kernels to blur. */
  private static final SolidPhantom LONG =
      RebinFixture.phantom(new SolidPart(Cylinder.alongZ(new Vec3(120, -60, 0), 420, 1000), 0.001));

  private static TestHelix inPlane(boolean alsoZ) {
    double pitch = 1.285839319 * 8;
    double turn = pitch / 4 / (1085.6 - 595);
    SourceShift a = new SourceShift(turn, 0, 0);
    SourceShift b = new SourceShift(-turn, 0, 0);
    TestHelix helix = TestHelix.siemens(8, 23.04, 2.4);
    return alsoZ
        ? helix.withShifts(
            FocalSpotMode.XYZ,
            a,
            b,
            new SourceShift(turn, 0.66, 5.45),
            new SourceShift(-turn, 0.66, 5.45))
        : helix.withShifts(FocalSpotMode.XY, a, b);
  }

  static Stream<Arguments> scans() {
    TestHelix plain = TestHelix.siemens(8, 23.04, 2.4);
    List<Arguments> all = new ArrayList<>();
    for (RebinMode mode : RebinMode.values()) {
      all.add(Arguments.of("along Z, folded", plain.zFlying(), mode, FocalSpotViews.FOLD));
    }
    for (RebinMode mode : List.of(RebinMode.TURN360, RebinMode.WEIGHTED)) {
      all.add(Arguments.of("fixed focal spot", plain, mode, FocalSpotViews.FOLD));
      all.add(Arguments.of("along Z, all", plain.zFlying(), mode, FocalSpotViews.ALL));
      all.add(Arguments.of("in plane, folded", inPlane(false), mode, FocalSpotViews.FOLD));
      all.add(Arguments.of("both, folded", inPlane(true), mode, FocalSpotViews.FOLD));
    }
    all.add(
        Arguments.of("in plane, all", inPlane(false), RebinMode.NEAREST180, FocalSpotViews.ALL));
    all.add(
        Arguments.of(
            "flat detector",
            plain.withDetector(DetectorShape.FLAT, 64, 1.1).zFlying(),
            RebinMode.WEIGHTED,
            FocalSpotViews.FOLD));
    return all.stream();
  }

  /**
   * Catches a dropped radial shift, a constant instead of a column-wise angle, a wrong sign of the
   * angular shift and a missing obliquity cosine.
   */
  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("scans")
  void objectsConstantAlongZAreReproduced(
      String name, TestHelix helix, RebinMode mode, FocalSpotViews views) {
    HelicalGeometry scan = helix.geometry();
    RebinSettings settings =
        RebinSettings.defaults()
            .withMode(mode)
            .withFocalSpotViews(views)
            .withInterpolation(RayInterpolation.CUBIC);
    RebinPlan plan = RebinPlan.of(scan, settings, RebinRequest.every(4.7).between(15, 34));
    Sinogram rebinned = RebinFixture.rebin(plan, new SolidScan(scan, LONG, FINE), 5);
    RebinFixture.Error error = RebinFixture.error(rebinned, LONG);
    assertTrue(error.rms() < 3e-5 && error.max() < 6e-4, name + ": " + error);
  }

  /** The direct rays of the first focal spot position are read where they were measured. */
  @Test
  void raysOfTheGridAreNotInterpolatedInThePlane() {
    SolidPhantom rod =
        RebinFixture.phantom(new SolidPart(Cylinder.alongZ(new Vec3(90, 70, 0), 3, 1000), 0.05));
    HelicalGeometry scan =
        TestHelix.siemens(8, 23.04, 2.4)
            .withShifts(FocalSpotMode.NONE, SourceShift.NONE)
            .geometry();
    RebinPlan plan =
        RebinPlan.of(
            scan,
            RebinSettings.defaults().withMode(RebinMode.TURN360),
            RebinRequest.every(3).between(20, 34));
    Sinogram rebinned = RebinFixture.rebin(plan, new SolidScan(scan, rod, FINE), 5);
    // The obliquity of the rows differs by 1e-6: what remains is quantisation.
    assertTrue(RebinFixture.error(rebinned, rod).max() < 2e-5);
  }

  /** Relative error of a sphere's sinogram, two or three times a turn away from the axis. */
  private static double sphereError(TestHelix helix, RebinSettings settings, double xMm) {
    HelicalGeometry scan = helix.geometry();
    double sign = Math.signum(helix.feedMm());
    double middle = helix.startZMm() + sign * 40;
    SolidPhantom sphere = RebinFixture.phantom(RebinFixture.sphere(xMm, 0, middle, 15, 0.02));
    RebinPlan plan =
        RebinPlan.of(scan, settings, RebinRequest.every(1.5).between(middle - 18, middle + 18));
    Sinogram rebinned = RebinFixture.rebin(plan, new SolidScan(scan, sphere, FINE), 25);
    double norm = norm(rebinned, sphere);
    return RebinFixture.error(rebinned, sphere).rms() / norm;
  }

  private static double norm(Sinogram like, SolidPhantom phantom) {
    FanBeamGeometry fan = (FanBeamGeometry) like.geometry();
    double sum = 0;
    long count = 0;
    for (int channel = 0; channel < fan.channels(); channel++) {
      if (Math.abs(fan.fanAngleRad(channel)) > fan.symmetricHalfFanRad() + 1e-9) {
        continue;
      }
      for (int view = 0; view < fan.views(); view++) {
        for (int slice = 0; slice < like.slices(); slice++) {
          double p = RebinFixture.exact(fan, phantom, view, channel, like.sliceAxis().zMm(slice));
          sum += p * p;
          count++;
        }
      }
    }
    return Math.sqrt(sum / count);
  }

  /** The errors of the method itself, as published for this scanner by an independent program. */
  @ParameterizedTest
  @CsvSource({
    "TURN360, 180, 0.176",
    "NEAREST180, 100, 0.062",
    "WEIGHTED, 100, 0.059",
    "WEIGHTED, 180, 0.107"
  })
  void spheresAwayFromTheAxisAreBlurredAsTheMethodMust(
      RebinMode mode, double xMm, double expected) {
    RebinSettings settings =
        RebinSettings.defaults().withMode(mode).withInterpolation(RayInterpolation.CUBIC);
    double error = sphereError(TestHelix.siemens(4, 23.04, 3.4), settings, xMm);
    assertEquals(expected, error, 0.12 * expected);
  }

  /**
   * On the axis the method is exact: catches a dropped axial shift and a swapped lever arm, for
   * both senses of rotation and both directions of the table.
   */
  @ParameterizedTest
  @CsvSource({
    "FOLD, WEIGHTED, 1, 1",
    "FOLD, WEIGHTED, -1, 1",
    "FOLD, WEIGHTED, 1, -1",
    "FOLD, WEIGHTED, -1, -1",
    "ALL, TURN360, 1, 1",
    "ALL, TURN360, -1, -1",
    "FOLD, NEAREST180, -1, 1"
  })
  void spheresOnTheAxisStayWhereTheyAre(
      FocalSpotViews views, RebinMode mode, int rotation, int table) {
    HelicalGeometry scan =
        TestHelix.siemens(8, 23.04, 2.8)
            .zFlying()
            .withSense(rotation, table * 23.04)
            .startingAt(3.1, -7.7)
            .geometry();
    double middle = -7.7 + table * 32;
    SolidPhantom sphere = RebinFixture.phantom(RebinFixture.sphere(0, 0, middle, 8, 0.02));
    RebinSettings settings = RebinSettings.defaults().withMode(mode).withFocalSpotViews(views);
    RebinPlan plan =
        RebinPlan.of(scan, settings, RebinRequest.every(0.5).between(middle - 10, middle + 10));
    Sinogram rebinned = RebinFixture.rebin(plan, new SolidScan(scan, sphere, FINE), 41);
    for (int view = 0; view < rebinned.geometry().views(); view++) {
      assertEquals(middle, centroidMm(rebinned, view), 0.04);
    }
  }

  /** Each slice of a short scan has views of its own, around the source's passage. */
  @ParameterizedTest
  @CsvSource({"1, 1", "-1, 1", "1, -1", "-1, -1"})
  void shortScansFollowTheSource(int rotation, int table) throws IOException {
    HelicalGeometry scan =
        TestHelix.siemens(8, 23.04, 2.8)
            .zFlying()
            .withSense(rotation, table * 23.04)
            .startingAt(3.1, -7.7)
            .geometry();
    double middle = -7.7 + table * 32;
    SolidPhantom sphere = RebinFixture.phantom(RebinFixture.sphere(0, 0, middle, 8, 0.02));
    RebinPlan plan =
        RebinPlan.of(
            scan,
            RebinSettings.defaults().withMode(RebinMode.SHORT_SCAN),
            RebinRequest.every(2.5).between(middle - 5, middle + 5));
    try (RebinStream stream =
        new RebinStream(new SolidScan(scan, sphere, FINE), plan, RebinFixture.CONTEXT)) {
      for (int slice = 0; slice < 5; slice++) {
        RebinnedSlab slab = stream.next(5);
        assertEquals(1, slab.slices());
        assertEquals(1, slab.completeness()[0]);
        Sinogram sinogram = slab.sinogram();
        double error = RebinFixture.error(sinogram, sphere).rms() / norm(sinogram, sphere);
        assertTrue(error < 0.01, "slice " + slice + ": " + error);
        assertCentred(scan, (FanBeamGeometry) sinogram.geometry(), plan.sliceAxis().zMm(slice));
      }
    }
  }

  private static void assertCentred(HelicalGeometry scan, FanBeamGeometry fan, double zMm) {
    double arc = fan.angles().rad(fan.views() - 1) - fan.angles().rad(0);
    double step = arc / (fan.views() - 1);
    assertEquals(Math.PI + 2 * fan.halfFanRad(), arc, 2 * step);
    int nearest = 0;
    for (int view = 0; view < scan.views(); view++) {
      boolean nearer =
          Math.abs(scan.pose(view).zMm() - zMm) < Math.abs(scan.pose(nearest).zMm() - zMm);
      nearest = nearer ? view : nearest;
    }
    double centre = (fan.angles().rad(0) + fan.angles().rad(fan.views() - 1)) / 2;
    assertEquals(0, Math.IEEEremainder(centre - scan.unwrappedRad(nearest), 2 * Math.PI), step);
  }

  private static double centroidMm(Sinogram sinogram, int view) {
    double sum = 0;
    double moment = 0;
    for (int slice = 0; slice < sinogram.slices(); slice++) {
      for (int channel = 0; channel < sinogram.geometry().channels(); channel++) {
        double p = sinogram.stack().get(slice, view, channel);
        sum += p;
        moment += p * sinogram.sliceAxis().zMm(slice);
      }
    }
    return moment / sum;
  }
}
