package io.tomodrift.sinograms.rebin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.HelicalGeometry;
import io.tomodrift.geometry.helical.SourceShift;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.phantoms.SolidPhantom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rebinning against the same rays gathered one by one in double precision. */
class RebinOracleTest {

  /**
   * Measured: 2.5e-5 to 4.9e-5 with rays up to 0.4 or more. Nearly all of it is the weights, which
   * come from a table of 64 entries a row.
   */
  private static final double TOLERANCE = 6e-5;

  static Stream<Arguments> scans() {
    TestHelix plain = TestHelix.siemens(8, 23.04, 2.8);
    return Stream.of(
        Arguments.of("fixed", plain, FocalSpotViews.FOLD),
        Arguments.of("falling", plain.withSense(-1, -23.04).zFlying(), FocalSpotViews.FOLD),
        Arguments.of("along Z", plain.zFlying(), FocalSpotViews.FOLD),
        Arguments.of("along Z, all", plain.zFlying(), FocalSpotViews.ALL),
        Arguments.of("rows that meet", meeting(plain), FocalSpotViews.FOLD));
  }

  /**
   * Rows of the second position drift past those of the first along the detector: pairs that nearly
   * coincide, and rows of one without a row of the other between.
   */
  private static TestHelix meeting(TestHelix plain) {
    return plain.withShifts(
        FocalSpotMode.Z, new SourceShift(0, 0, 0), new SourceShift(0, 0.05, 12));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scans")
  void raysAreTheSameGatheredOneByOne(String name, TestHelix helix, FocalSpotViews views) {
    HelicalGeometry scan = helix.geometry();
    double middle = helix.startZMm() + Math.signum(helix.feedMm()) * 32;
    SolidPhantom spheres =
        RebinFixture.phantom(
            RebinFixture.sphere(10, 30, middle - 4, 12, 0.02),
            RebinFixture.sphere(-90, 40, middle + 4, 25, 0.01));
    for (RayInterpolation interpolation : RayInterpolation.values()) {
      RebinSettings settings =
          RebinSettings.defaults().withFocalSpotViews(views).withInterpolation(interpolation);
      RebinPlan plan =
          RebinPlan.of(scan, settings, RebinRequest.every(0.7).between(middle - 7, middle + 7));
      SolidScan source = new SolidScan(scan, spheres);
      Sinogram rebinned = RebinFixture.rebin(plan, source, 21);
      assertSame(plan, rebinned, new GatherOracle(plan, source));
    }
  }

  private static void assertSame(RebinPlan plan, Sinogram rebinned, GatherOracle oracle) {
    FanBeamGeometry fan = plan.geometry();
    double largest = 0;
    double error = 0;
    int compared = 0;
    for (int i = 0; i < 4000; i++) {
      int slice = i % rebinned.slices();
      int view = i * 7 % fan.views();
      int channel = i * 31 % fan.channels();
      if (!plan.symmetric(channel)) {
        continue;
      }
      double expected = oracle.value(slice, view, channel);
      largest = Math.max(largest, expected);
      error = Math.max(error, Math.abs(rebinned.stack().get(slice, view, channel) - expected));
      compared++;
    }
    assertTrue(compared > 3000 && largest > 0.3, compared + " rays up to " + largest);
    assertEquals(0, error, TOLERANCE);
  }
}
