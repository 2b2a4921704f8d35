package io.tomodrift.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tomodrift.metrics.Segmentation.Hausdorff95;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every case of segmentation_metrics.json. */
class SegmentationVectorsTest {

  private static final double EPS = 1e-9;

  @TestFactory
  List<DynamicTest> everyCase() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (VectorCase one : VectorCase.all("segmentation_metrics.json")) {
      tests.add(DynamicTest.dynamicTest(one.id(), () -> check(one)));
    }
    assertEquals(10, tests.size());
    return tests;
  }

  private static void check(VectorCase one) {
    SegmentationResult result = compare(one, Hausdorff95.MAX_OF_DIRECTED);
    same(one, "Dice", result.dice());
    same(one, "Jaccard", result.jaccard());
    same(one, "volume_ref", result.referenceVoxels());
    same(one, "volume_test", result.testVoxels());
    same(one, "HD", result.hausdorffMm());
    same(one, "HD95_max_of_directed", result.hausdorff95Mm());
    same(one, "HD95_pooled", compare(one, Hausdorff95.POOLED).hausdorff95Mm());
    same(one, "ASSD", result.averageDistanceMm());
    same(one, "mean_of_directed_means", result.meanOfDirectedMeansMm());
    same(one, "NSD_tol1", result.surfaceDice());
    same(one, "HD95_deepmind_surfel", compare(one, Hausdorff95.SURFACE_WEIGHTED).hausdorff95Mm());
    if (one.has("n_edge_ref")) {
      MaskPair pair =
          MaskPair.of(one.mask("reference_true"), one.mask("test_true"), one.array("spacing"));
      SurfaceDistances distances = SurfaceDistances.between(pair);
      same(one, "n_edge_ref", distances.forward().length);
      same(one, "n_edge_test", distances.backward().length);
      same(one, "HD95_ref_to_test", SurfaceDistances.percentile(distances.forward(), 95));
      same(one, "HD95_test_to_ref", SurfaceDistances.percentile(distances.backward(), 95));
    }
    assertEquals(one.id().equals("empty_test"), result.failed());
    assertEquals(one.id().equals("both_empty"), result.bothEmpty());
  }

  private static SegmentationResult compare(VectorCase one, Hausdorff95 convention) {
    return Segmentation.compare(
        one.mask("reference_true"), one.mask("test_true"), convention, 1, one.array("spacing"));
  }

  private static void same(VectorCase one, String field, double value) {
    if (one.has(field)) {
      assertEquals(one.number(field), value, EPS, field);
    }
  }
}
