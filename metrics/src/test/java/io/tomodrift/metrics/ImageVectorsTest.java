package io.tomodrift.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.metrics.DifferenceStatistics.Normalisation;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every case of image_metrics.json. */
class ImageVectorsTest {

  private static final String FILE = "image_metrics.json";
  private static final double EPS = 1e-9;
  private static final RunContext CONTEXT = RunContext.defaults();
  private static final DataRange UNIT = DataRange.ofLength(1);

  @Test
  void errorMeasures() throws IOException {
    VectorCase one = VectorCase.of(FILE, "basic_12x12");
    Samples reference = one.image("reference");
    Samples test = one.image("test");
    DifferenceStatistics all = ImageMetrics.statistics(reference, test, null, CONTEXT);
    assertEquals(one.number("MAE"), all.mae(), EPS);
    assertEquals(one.number("MSE"), all.mse(), EPS);
    assertEquals(one.number("RMSE"), all.rmse(), EPS);
    assertEquals(one.number("bias"), all.bias(), EPS);
    assertEquals(one.number("PSNR_range255"), all.psnrDb(DataRange.ofLength(255)), EPS);
    DataRange ofReference = new DataRange(all.referenceMin(), all.referenceMax());
    assertEquals(one.number("PSNR_range_ref_minmax"), all.psnrDb(ofReference), EPS);
    assertEquals(
        one.number("PSNR_ref_max"), all.psnrDb(DataRange.ofLength(all.referenceMax())), EPS);
    assertEquals(one.number("NRMSE_euclidean"), all.nrmse(), EPS);
    assertEquals(one.number("NRMSE_minmax"), all.nrmse(Normalisation.MIN_MAX), EPS);
    assertEquals(one.number("NRMSE_mean"), all.nrmse(Normalisation.MEAN), EPS);
    boolean[] inside = new boolean[144];
    for (int i = 0; i < 144; i++) {
      inside[i] = (i / 12 + i % 12) % 3 > 0;
    }
    DifferenceStatistics masked =
        ImageMetrics.statistics(reference, test, Mask.of(inside, 12, 12), CONTEXT);
    assertEquals(one.number("MAE_masked"), masked.mae(), EPS);
    assertEquals(one.number("PSNR_masked_range255"), masked.psnrDb(DataRange.ofLength(255)), EPS);
    DifferenceStatistics same = ImageMetrics.statistics(reference, reference, null, CONTEXT);
    assertEquals(one.number("identical_PSNR"), same.psnrDb(UNIT));
  }

  @Test
  void clippedHounsfieldProtocol() throws IOException {
    VectorCase one = VectorCase.of(FILE, "mfm_hu_protocol");
    DifferenceStatistics all =
        ImageMetrics.statistics(
            one.image("reference").clipped(-1000, 1000),
            one.image("test").clipped(-1000, 1000),
            null,
            CONTEXT);
    assertEquals(one.number("MAE"), all.mae(), EPS);
    assertEquals(one.number("PSNR"), all.psnrDb(DataRange.HU_2000), EPS);
  }

  @Test
  void ssimOfImages() throws IOException {
    check("ssim2d_gauss11_valid", SsimSettings.standard());
    check("ssim2d_uniform7_samplecov", SsimSettings.uniform(7));
    check("ssim2d_mfm_constants", SsimSettings.standard().withConstants(0.01, 0.01));
    VectorCase one = VectorCase.of(FILE, "ssim2d_gauss11_valid");
    double[][] map =
        Ssim.map(one.field("ph_ref"), one.field("ph_test"), 0, SsimSettings.standard(), UNIT);
    assertEquals(one.number("map_corner"), map[0][0], EPS);
    assertArrayEquals(one.array("map_shape"), new double[] {map.length, map[0].length});
  }

  private static void check(String id, SsimSettings settings) throws IOException {
    VectorCase one = VectorCase.of(FILE, id);
    SsimResult result =
        Ssim.slices(one.field("ph_ref"), one.field("ph_test"), settings, UNIT, CONTEXT);
    assertEquals(one.number("SSIM"), result.ssim(), EPS, id);
    if (one.has("CS")) {
      assertEquals(one.number("CS"), result.contrastStructure(), EPS, id);
    }
  }

  @Test
  void ssimOfOneWindow() throws IOException {
    VectorCase one = VectorCase.of(FILE, "ssim_global_statistics");
    double value =
        Ssim.global(
            one.field("ph_ref"), one.field("ph_test"), SsimSettings.standard(), UNIT, CONTEXT);
    assertEquals(one.number("SSIM"), value, EPS);
  }

  @Test
  void ssimOfVolume() throws IOException {
    VectorCase one = VectorCase.of(FILE, "ssim3d_gauss7_valid");
    SsimResult result =
        Ssim.volume(
            one.field("ph_ref"),
            one.field("ph_test"),
            SsimSettings.gaussian(7, 1.5),
            UNIT,
            CONTEXT);
    assertEquals(one.number("SSIM"), result.ssim(), EPS);
    assertEquals(one.number("CS"), result.contrastStructure(), EPS);
  }

  @ParameterizedTest
  @CsvSource({
    "msssim2d_gauss11_5levels, false",
    "msssim2d_gauss7_5levels, false",
    "msssim3d_gauss5_5levels, false",
    "msssim3d_gauss7_3levels_renormalised, true"
  })
  void multiScale(String id, boolean reduced) throws IOException {
    VectorCase one = VectorCase.of(FILE, id);
    Samples x = one.field("ph_ref");
    Samples y = one.field("ph_test");
    SsimSettings settings = SsimSettings.gaussian((int) one.number("window"), one.number("sigma"));
    MsSsimResult result =
        x.slices() == 1
            ? MsSsim.slices(x, y, settings, UNIT, CONTEXT)
            : MsSsim.volume(x, y, settings, UNIT, CONTEXT);
    assertEquals(one.number("MS_SSIM"), result.value(), EPS);
    assertArrayEquals(one.array("level_values"), unboxed(result.levelValues()), EPS);
    assertEquals(reduced, result.reducedLevels());
    if (one.has("weights")) {
      assertArrayEquals(one.array("weights"), unboxed(result.weights()), EPS);
    }
  }

  @Test
  void antiCorrelatedImagesAreClipped() throws IOException {
    VectorCase one = VectorCase.of(FILE, "msssim_anticorrelated_clipped");
    Samples x = one.field("ph_ref");
    MsSsimResult result =
        MsSsim.slices(x, x.map(v -> 1 - v), SsimSettings.gaussian(7, 1.5), UNIT, CONTEXT);
    assertEquals(one.number("MS_SSIM"), result.value());
    assertTrue(result.levelValues().get(0) < 0);
    // The file lists three weights here, but by the rule of its other case (side >= window
    // 2^(levels - 1)) four levels fit; the index is 0 with either.
    assertEquals(4, result.weights().size());
    assertTrue(result.reducedLevels());
  }

  @Test
  void residualSpectrum() throws IOException {
    VectorCase one = VectorCase.of(FILE, "radial_residual_power");
    Samples residual = one.image("residual");
    Samples zero = residual.map(v -> 0);
    ResidualSpectrum spectrum = ResidualSpectrum.of(zero, residual, 0.5, 8);
    assertArrayEquals(one.array("profile"), spectrum.radial().ys(), EPS);
    assertEquals(one.number("low"), spectrum.lowBand(), EPS);
    assertEquals(one.number("high"), spectrum.highBand(), EPS);
    assertEquals(0.5 / 16 / 0.5, spectrum.radial().x(0), 1e-15);
    double[] power = new double[256];
    double[] values = one.array("residual");
    new PowerSpectrum(16, 16).addTo(power, values);
    assertEquals(one.number("parseval_total"), java.util.Arrays.stream(power).sum(), EPS);
  }

  private static double[] unboxed(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
