package io.tomodrift.pipeline.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.metrics.Curve;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryTest {

  private static final Curve CURVE = new Curve(new double[] {0, 1}, new double[] {0, 0}, "x", "y");

  private static List<CaseResult> cases(Measure measure, double[]... methods) {
    List<CaseResult> cases = new ArrayList<>();
    for (int i = 0; i < methods[0].length; i++) {
      Map<String, MethodResult> results = new java.util.LinkedHashMap<>();
      for (int m = 0; m < methods.length; m++) {
        Map<Quantity, Double> values = new java.util.HashMap<>();
        values.put(measure, methods[m][i]);
        results.put(
            "m" + m,
            new MethodResult(
                Path.of("p"),
                values,
                new EnumMap<>(Tissue.class),
                CURVE,
                Optional.empty(),
                5,
                List.of()));
      }
      cases.add(
          new CaseResult(
              "c" + i,
              Path.of("r"),
              List.of(1, 16, 16),
              List.of(1.0, 1.0, 1.0),
              1,
              Map.of(),
              1,
              1,
              FlatRegions.Noise.UNDEFINED,
              results,
              List.of()));
    }
    return cases;
  }

  @Test
  void theStandardDeviationIsThatOfASample() {
    Summary summary =
        Summary.of(
            cases(Measure.MAE_IMAGE, new double[] {2, 4, 4, 4, 5, 5, 7, 9}),
            "m0",
            Measure.MAE_IMAGE);
    assertEquals(8, summary.n());
    assertEquals(5, summary.mean());
    assertEquals(Math.sqrt(32 / 7.0), summary.sd(), 1e-12);
    assertEquals(4.5, summary.median());
    assertEquals("c7", summary.worstCase());
  }

  @Test
  void failuresMakeTheMeanInfinite() {
    Summary summary =
        Summary.of(
            cases(Measure.HD95_BONE, new double[] {2, Double.POSITIVE_INFINITY, Double.NaN}),
            "m0",
            Measure.HD95_BONE);
    assertEquals(2, summary.n());
    assertEquals(1, summary.infinite());
    assertEquals(Double.POSITIVE_INFINITY, summary.mean());
    assertTrue(Double.isNaN(summary.sd()));
    assertEquals("c1", summary.worstCase());
  }

  @Test
  void worstIsWhatIsFarthestFromPerfect() {
    double[] edges = {1.2, 0.7, 0.95};
    assertEquals(
        "c1", Summary.of(cases(Measure.EDGE_RATIO, edges), "m0", Measure.EDGE_RATIO).worstCase());
    double[] ssim = {0.9, 0.95, 0.8};
    assertEquals("c2", Summary.of(cases(Measure.MS_SSIM, ssim), "m0", Measure.MS_SSIM).worstCase());
    assertEquals("", Summary.of(cases(Measure.NOISE, ssim), "m0", Measure.NOISE).worstCase());
  }

  @Test
  void differencesAreTakenCaseByCase() {
    double[] first = {10, 20, Double.NaN, Double.POSITIVE_INFINITY};
    double[] second = {7, 16, 3, Double.POSITIVE_INFINITY};
    PairedDifference difference =
        PairedDifference.of(cases(Measure.HD95_BONE, first, second), "m0", "m1", Measure.HD95_BONE);
    assertEquals(3, difference.n());
    assertEquals(-7 / 3.0, difference.mean(), 1e-12);
    assertEquals(Math.sqrt(13 / 3.0), difference.sd(), 1e-12);
    assertTrue(Double.isNaN(difference.p()));
  }

  @Test
  void oneCaseHasNoDeviation() {
    Summary summary =
        Summary.of(cases(Measure.MAE_IMAGE, new double[] {3}), "m0", Measure.MAE_IMAGE);
    assertEquals(3, summary.mean());
    assertTrue(Double.isNaN(summary.sd()));
  }
}
