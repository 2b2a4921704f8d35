package io.tomodrift.tests.science;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.fbp.FbpSettings;
import io.tomodrift.fbp.FilteredBackprojection;
import io.tomodrift.fbp.RampWindow;
import io.tomodrift.formats.matlab.MatFile;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.pipeline.data.Inputs;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import io.tomodrift.sinograms.ViewSampling;
import io.tomodrift.tests.support.RealData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The measured fan-beam scans of the Helsinki Tomography Challenge 2022, from their files alone,
 * against the reconstructions and segmentations published with them (Meaney et al. 2022,
 * doi:10.5281/zenodo.6984868).
 *
 * <p>The references are per pixel of 0.14832 mm, and their row 0 is at the smallest Y.
 */
class HelsinkiScansTest {

  private static final RunContext CONTEXT = RunContext.defaults();
  private static final int SIDE = 512;
  private static final double PIXEL_MM = 0.14832;
  private static final ImageGrid GRID = ImageGrid.square(SIDE, PIXEL_MM);
  private static final FbpSettings RAMP = FbpSettings.defaults();
  private static final FbpSettings HANN = RAMP.withWindow(RampWindow.HANN);

  /** The discs, of 34 mm and up to 1.5 mm off centre, with their edges. */
  private static final double DISC_RADIUS_MM = 36;

  private static Sinogram scan(String name) {
    Path file = RealData.require("raw_fanbeam_htc2022/htc2022_" + name + "_full.mat");
    return Inputs.sinogram(file, Optional.empty(), CONTEXT).sinogram();
  }

  private static float[] published(String name, String suffix, String variable, double scale)
      throws IOException {
    Path file = RealData.require("raw_fanbeam_htc2022/htc2022_" + name + suffix);
    float[] upward = MatFile.read(file).numbers(variable).rowMajorFloats();
    float[] image = new float[SIDE * SIDE];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        image[row * SIDE + column] = (float) (upward[(SIDE - 1 - row) * SIDE + column] * scale);
      }
    }
    return image;
  }

  private static boolean[] material(String name) throws IOException {
    float[] values = published(name, "_full_recon_fbp_seg.mat", "reconFullFbpSeg", 1);
    boolean[] mask = new boolean[values.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = values[i] > 0.5;
    }
    return mask;
  }

  private static FloatStack reconstruct(Sinogram sinogram, FbpSettings settings) {
    try (Backend backend = Backends.select("auto", CONTEXT)) {
      Volume volume =
          new FilteredBackprojection(settings, backend).reconstruct(sinogram, GRID, CONTEXT);
      assertEquals(VolumeUnit.PER_MM, volume.unit());
      return volume.stack();
    }
  }

  @Test
  void theGeometryComesFromTheFile() {
    FanBeamGeometry geometry = (FanBeamGeometry) scan("ta").geometry();
    assertEquals(721, geometry.views());
    assertEquals(560, geometry.channels());
    assertEquals(410.66, geometry.sourceToIsocenterMm());
    assertEquals(553.74, geometry.sourceToDetectorMm());
    assertEquals(PIXEL_MM, geometry.isoPitchMm(), 5e-6);
  }

  /** Acceptance: correlation 0.997, mean level within 1 %; the same filter agrees far better. */
  @ParameterizedTest
  @ValueSource(strings = {"ta", "td"})
  void agreesWithThePublishedReconstruction(String name) throws IOException {
    Sinogram sinogram = scan(name);
    float[] reference = published(name, "_full_recon_fbp.mat", "reconFullFbp", 1 / PIXEL_MM);
    boolean[] everywhere = Regions.all(GRID);
    boolean[] disc = Regions.disc(GRID, 0, 0, DISC_RADIUS_MM);
    for (RampWindow window : RampWindow.values()) {
      float[] image = reconstruct(sinogram, RAMP.withWindow(window)).data();
      Agreement whole = Agreement.of(image, reference, everywhere);
      Agreement inside = Agreement.of(image, reference, disc);
      Measured.print(
          "HTC2022 %s, %s: correlation %.5f (in the disc %.5f), level ratio %.5f, RMS %.6f / mm",
          name,
          window,
          whole.correlation(),
          inside.correlation(),
          inside.levelRatio(),
          whole.rms());
      assertTrue(whole.correlation() >= 0.997, window + " " + whole);
      assertEquals(1, inside.levelRatio(), 5e-4, window + " " + inside);
      if (window == RampWindow.RAM_LAK) {
        // The filter of the reference: only the interpolation of its back projector differs.
        assertTrue(whole.correlation() >= 0.99995, whole.toString());
        assertEquals(1, inside.levelRatio(), 5e-5, inside.toString());
        assertTrue(whole.rms() < 1.2e-4, whole.toString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"solid_disc", "ta", "tb", "tc", "td"})
  void materialAndHolesAreWhereTheSegmentationHasThem(String name) throws IOException {
    boolean[] material = material(name);
    FloatStack stack = reconstruct(scan(name), HANN);
    float[] image = stack.data();
    Pictures.write("htc2022_" + name + "_720_views", stack, -0.005, 0.05);
    double inside = mean(image, material, true);
    double outside = mean(image, material, false);
    boolean[] found = new boolean[image.length];
    for (int i = 0; i < image.length; i++) {
      found[i] = image[i] > inside / 2;
    }
    double dice = dice(found, material);
    Measured.print(
        "HTC2022 %s, 720 views: material %.5f / mm, rest %.5f / mm, Dice at half level %.5f",
        name, inside, outside, dice);
    assertEquals(0.0336, inside, 0.0010);
    assertTrue(outside < 0.12 * inside, "rest " + outside);
    assertTrue(dice > 0.996, "dice " + dice);
  }

  /** Every twelfth view: the level stays, streaks appear everywhere, edges stay. */
  @ParameterizedTest
  @ValueSource(strings = {"solid_disc", "ta", "tb", "tc", "td"})
  void sixtyViewsShowStreaks(String name) throws IOException {
    Sinogram sinogram = scan(name);
    Sinogram sparse = ViewSampling.even(sinogram, 60);
    for (int view = 0; view < 60; view++) {
      assertEquals(
          sinogram.geometry().angles().rad(12 * view), sparse.geometry().angles().rad(view));
    }
    float[] full = reconstruct(sinogram, HANN).data();
    FloatStack stack = reconstruct(sparse, HANN);
    float[] few = stack.data();
    Pictures.write("htc2022_" + name + "_60_views", stack, -0.005, 0.05);
    boolean[] material = material(name);
    boolean[] air = airAround(material);
    Agreement whole = Agreement.of(few, full, Regions.all(GRID));
    Agreement inside = Agreement.of(few, full, material);
    double airFull = Agreement.deviation(full, air);
    double airFew = Agreement.deviation(few, air);
    Measured.print(
        "HTC2022 %s, 60 views: correlation %.4f, RMS %.5f / mm, level ratio %.5f, SD in air %.5f from %.5f / mm",
        name, whole.correlation(), whole.rms(), inside.levelRatio(), airFew, airFull);
    assertTrue(whole.correlation() > 0.955 && whole.correlation() < 0.99, whole.toString());
    assertTrue(whole.rms() > 0.002 && whole.rms() < 0.005, whole.toString());
    assertEquals(1, inside.levelRatio(), 0.001, inside.toString());
    assertTrue(airFew > 4 * airFull, airFew + " " + airFull);
  }

  /** A ring from 1 to 3 mm outside the disc, which is not centred. */
  private static boolean[] airAround(boolean[] material) {
    int left = SIDE;
    int right = 0;
    int top = SIDE;
    int bottom = 0;
    for (int i = 0; i < material.length; i++) {
      if (material[i]) {
        left = Math.min(left, i % SIDE);
        right = Math.max(right, i % SIDE);
        top = Math.min(top, i / SIDE);
        bottom = Math.max(bottom, i / SIDE);
      }
    }
    double x = (GRID.xMm(left) + GRID.xMm(right)) / 2;
    double y = (GRID.yMm(top) + GRID.yMm(bottom)) / 2;
    double radius = Math.max(right - left, bottom - top) * PIXEL_MM / 2;
    return Regions.ring(GRID, x, y, radius + 1, radius + 3);
  }

  private static double mean(float[] image, boolean[] mask, boolean wanted) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < image.length; i++) {
      if (mask[i] == wanted) {
        sum += image[i];
        count++;
      }
    }
    return sum / count;
  }

  private static double dice(boolean[] a, boolean[] b) {
    int both = 0;
    int total = 0;
    for (int i = 0; i < a.length; i++) {
      both += a[i] && b[i] ? 1 : 0;
      total += (a[i] ? 1 : 0) + (b[i] ? 1 : 0);
    }
    return 2.0 * both / total;
  }
}
