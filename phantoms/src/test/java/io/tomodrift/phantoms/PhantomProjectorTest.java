package io.tomodrift.phantoms;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.Detector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.Ray;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.phantoms.catalogue.PhantomCatalogue;
import io.tomodrift.phantoms.shape.Ellipse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PhantomProjectorTest {

  private static final RunContext CONTEXT = RunContext.defaults();
  private static final double SOURCE_MM = 595;
  private static final double DETECTOR_MM = 1085.6;

  /** Clinical scanner of the reference arrays, whose view angle 0 has the source on +X. */
  private static FanBeamGeometry referenceScan(boolean flat, int views) {
    Detector detector =
        flat
            ? new FlatDetector(736, 1.2858, 367.5)
            : new ArcDetector(736, 1.2858 / DETECTOR_MM, 367.5);
    Angles angles = Angles.uniform(views, -Math.PI / 2, 2 * Math.PI / views);
    return new FanBeamGeometry(SOURCE_MM, DETECTOR_MM, detector, angles);
  }

  @ParameterizedTest
  @CsvSource({"true,60", "false,60", "true,1152", "false,1152"})
  void agreesWithReferenceSinograms(boolean flat, int views) throws IOException {
    float[] expected =
        ReferenceArrays.read(
            "ct/analytic_%s_%d_cell8.npy".formatted(flat ? "flat" : "curved", views));
    AnalyticPhantom phantom = PhantomCatalogue.MODIFIED_SHEPP_LOGAN.slice();
    float[] actual =
        new PhantomProjector(referenceScan(flat, views), 8)
            .project(phantom, CONTEXT)
            .stack()
            .data();
    assertEquals(expected.length, actual.length);
    double worst = 0;
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      // Source on the same circle, channels counted the other way round.
      int mirrored = i / 736 * 736 + 735 - i % 736;
      worst = Math.max(worst, Math.abs(expected[i] - actual[mirrored]));
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    // One unit in the last place of float32.
    assertTrue(worst <= 1e-7 * largest, "worst " + worst + " of " + largest);
  }

  @Test
  void voxelizerAgreesWithReferenceImage() throws IOException {
    float[] expected = ReferenceArrays.read("ct/phantom_512.npy");
    Volume volume =
        new Voxelizer(ImageGrid.square(512, 0.9), 8)
            .perMm(PhantomCatalogue.MODIFIED_SHEPP_LOGAN.slice(), CONTEXT);
    double worst = 0;
    for (int row = 0; row < 512; row++) {
      for (int column = 0; column < 512; column++) {
        double difference =
            expected[(511 - row) * 512 + column] - volume.stack().get(0, row, column);
        worst = Math.max(worst, Math.abs(difference));
      }
    }
    // One unit in the last place of float32 at 0.02/mm: not one sample of 64 counts differently.
    assertTrue(worst <= 2e-9, "worst " + worst);
  }

  @ParameterizedTest
  @EnumSource(PhantomCatalogue.class)
  void conjugateRaysAgree(PhantomCatalogue entry) {
    AnalyticPhantom phantom = entry.slice();
    FanBeamGeometry scan =
        new FanBeamGeometry(
            SOURCE_MM, DETECTOR_MM, ArcDetector.withOffset(736, 0.0012, 0.25), Angles.of(0.3));
    for (double gamma = -0.3; gamma < 0.3; gamma += 0.0137) {
      FanBeamGeometry opposite = scan.withAngles(Angles.of(0.3 + Math.PI + 2 * gamma));
      double here = phantom.lineIntegral(scan.ray(0, scan.channelAt(gamma)));
      double there = phantom.lineIntegral(opposite.ray(0, opposite.channelAt(-gamma)));
      assertEquals(here, there, 1e-9);
    }
  }

  @ParameterizedTest
  @EnumSource(PhantomCatalogue.class)
  void turningThePhantomShiftsTheViews(PhantomCatalogue entry) {
    AnalyticPhantom phantom = entry.slice();
    FanBeamGeometry scan =
        new FanBeamGeometry(
            SOURCE_MM, DETECTOR_MM, new FlatDetector(41, 20, 20.3), Angles.fullTurn(24));
    AnalyticPhantom turned = phantom.rotated(5 * 2 * Math.PI / 24);
    for (int view = 0; view < 24; view++) {
      for (int channel = 0; channel < 41; channel++) {
        assertEquals(
            phantom.lineIntegral(scan.ray(view, channel)),
            turned.lineIntegral(scan.ray((view + 5) % 24, channel)),
            1e-9);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PhantomCatalogue.class)
  void lineIntegralsAgreeWithDenseSampling(PhantomCatalogue entry) {
    AnalyticPhantom phantom = entry.slice();
    ParallelBeamGeometry scan =
        new ParallelBeamGeometry(new FlatDetector(5, 23.7, 2.1), Angles.of(0.2, 2.7));
    double reach = phantom.radiusMm() + 1;
    double step = 1e-3;
    for (int view = 0; view < 2; view++) {
      for (int channel = 0; channel < 5; channel++) {
        Ray ray = scan.ray(view, channel);
        double sum = 0;
        for (double t = -reach; t < reach; t += step) {
          sum +=
              phantom.value(
                  ray.originXMm() + t * ray.directionX(), ray.originYMm() + t * ray.directionY());
        }
        assertEquals(sum * step, phantom.lineIntegral(ray), 1e-4);
      }
    }
  }

  @Test
  void subRaysAverageOverTheCell() {
    AnalyticPhantom disc =
        new AnalyticPhantom("disc", List.of(new Part(Ellipse.disc(0, 0, 50), 0.02)));
    ParallelBeamGeometry scan =
        new ParallelBeamGeometry(FlatDetector.withOffset(16, 8, 0), Angles.of(0.4));
    Sinogram sinogram = new PhantomProjector(scan, 5).project(disc, CONTEXT);
    double[] expected = new double[16];
    for (int channel = 0; channel < 16; channel++) {
      for (int m = -2; m <= 2; m++) {
        double s = 8 * (channel - 7.5 + m / 5.0);
        expected[channel] += 0.02 * 2 * Math.sqrt(Math.max(0, 2500 - s * s)) / 5;
      }
      assertEquals(expected[channel], sinogram.stack().get(0, 0, channel), 1e-6);
    }
  }

  @Test
  void threadsDoNotChangeTheResult() {
    SolidPhantom thorax = PhantomCatalogue.THORAX.solid().orElseThrow();
    PhantomProjector projector = new PhantomProjector(referenceScan(false, 12), 2);
    SliceAxis axis = new SliceAxis(-10, 5);
    float[] one = projector.project(thorax, axis, 3, CONTEXT.withParallelism(1)).stack().data();
    float[] four = projector.project(thorax, axis, 3, CONTEXT.withParallelism(4)).stack().data();
    assertArrayEquals(one, four);
    Voxelizer voxelizer = new Voxelizer(ImageGrid.square(64, 6), 3);
    assertArrayEquals(
        voxelizer.perMm(thorax, axis, 3, CONTEXT.withParallelism(1)).stack().data(),
        voxelizer.perMm(thorax, axis, 3, CONTEXT.withParallelism(4)).stack().data());
  }

  @ParameterizedTest
  @EnumSource(PhantomCatalogue.class)
  void voxelizerFastPathEqualsSampling(PhantomCatalogue entry) {
    AnalyticPhantom phantom = entry.slice();
    ImageGrid grid = new ImageGrid(90, 80, 5.1, 1.3, -2.2);
    Volume volume = new Voxelizer(grid, 3).perMm(phantom, CONTEXT);
    for (int row = 0; row < grid.rows(); row += 3) {
      for (int column = 0; column < grid.columns(); column++) {
        double sum = 0;
        for (int k = 0; k < 9; k++) {
          sum +=
              phantom.value(
                  grid.xMm(column + (k % 3 - 1) / 3.0), grid.yMm(row + (k / 3 - 1) / 3.0));
        }
        assertEquals(sum / 9, volume.stack().get(0, row, column), 1e-7);
      }
    }
  }

  @Test
  void waterDiscHasItsHuValues() {
    Volume hu =
        new Voxelizer(ImageGrid.square(256, 1), 4)
            .hu(PhantomCatalogue.WATER_DISC.slice(), HounsfieldScale.DEFAULT, CONTEXT);
    assertEquals(VolumeUnit.HU, hu.unit());
    assertEquals(-1000, hu.stack().get(0, 2, 2), 1e-3);
    assertEquals(0, hu.stack().get(0, 128, 128), 1e-3);
    // First insert: air on the +X axis at 55 mm. Third: fat, on +Y.
    assertEquals(-1000, hu.stack().get(0, 128, 128 + 55), 1e-3);
    assertEquals(-100, hu.stack().get(0, 128 - 55, 128), 1e-3);
  }

  @Test
  void thoraxHasOnlyTheValuesOfItsTissues() {
    SolidPhantom thorax = PhantomCatalogue.THORAX.solid().orElseThrow();
    Set<Long> found = new TreeSet<>();
    for (double z = -120; z <= 120; z += 7.9) {
      for (double y = -125; y < 125; y += 2.03) {
        for (double x = -185; x < 185; x += 2.03) {
          double perMm = thorax.value(new Vec3(x, y, z));
          found.add(Math.round(HounsfieldScale.DEFAULT.toHu(perMm)));
        }
      }
    }
    assertEquals(Set.of(-1000L, -850L, -100L, 20L, 30L, 45L, 50L, 180L, 300L, 500L, 600L), found);
  }

  @Test
  void massOfTheSinogramIsTheMassOfTheImage() {
    AnalyticPhantom phantom = PhantomCatalogue.FORBILD_HEAD.slice();
    ParallelBeamGeometry scan =
        new ParallelBeamGeometry(FlatDetector.withOffset(600, 0.5, 0), Angles.halfTurn(3));
    Sinogram sinogram = new PhantomProjector(scan, 8).project(phantom, CONTEXT);
    Volume image = new Voxelizer(ImageGrid.square(600, 0.5), 8).perMm(phantom, CONTEXT);
    double mass = 0;
    for (float value : image.stack().data()) {
      mass += value * 0.25;
    }
    for (int view = 0; view < 3; view++) {
      double sum = 0;
      for (int channel = 0; channel < 600; channel++) {
        sum += sinogram.stack().get(0, view, channel) * 0.5;
      }
      assertEquals(mass, sum, 2e-4 * mass);
    }
  }
}
