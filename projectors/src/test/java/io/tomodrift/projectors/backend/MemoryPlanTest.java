package io.tomodrift.projectors.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.run.RunContext;
import org.junit.jupiter.api.Test;

class MemoryPlanTest {

  private static final FanBeamGeometry SCAN =
      new FanBeamGeometry(
          595, 1085.6, ArcDetector.withOffset(736, 1.2e-3, 1.25), Angles.fullTurn(1152));
  private static final ImageGrid GRID = ImageGrid.square(512, 0.7);

  private static MemoryPlan plan(int slices, long budget) {
    RunContext context = RunContext.defaults().withMemoryBudget(budget);
    try (Backend backend = Backends.select("cpu", context)) {
      return MemoryPlan.of(SCAN, GRID, slices, backend, context);
    }
  }

  @Test
  void countsStacksAndWorkspace() {
    MemoryPlan plan = plan(64, 4_000_000_000L);
    assertEquals(4L * 64 * 1152 * 736, plan.sinogramBytes());
    assertEquals(4L * 64 * 512 * 512, plan.imageBytes());
    assertTrue(plan.workspaceBytes() > 100_000_000 && plan.workspaceBytes() < 150_000_000);
    assertEquals(64, plan.batchSlices());
    assertEquals(1, plan.batches());
    assertTrue(plan.describe().startsWith("64 slices in 1 batch of 64: "), plan.describe());
  }

  @Test
  void batchesAreMultiplesOf16AndFit() {
    for (long budget = 120_000_000; budget < 3_000_000_000L; budget = budget * 9 / 8) {
      MemoryPlan plan = plan(500, budget);
      assertTrue(plan.neededBytes() <= budget, plan.describe());
      int batch = plan.batchSlices();
      assertTrue(batch % 16 == 0 || batch < 16 || batch == 500, plan.describe());
      assertTrue((long) plan.batches() * batch >= 500, plan.describe());
    }
  }

  @Test
  void aLargestBatchIsKept() {
    RunContext context = RunContext.defaults().withMemoryBudget(Long.MAX_VALUE);
    try (Backend backend = Backends.select("cpu", context)) {
      assertEquals(64, MemoryPlan.of(SCAN, GRID, 500, 64, backend, context).batchSlices());
      assertEquals(20, MemoryPlan.of(SCAN, GRID, 20, 64, backend, context).batchSlices());
      assertEquals(8, MemoryPlan.of(SCAN, GRID, 500, 64, backend, context).batches());
    }
  }

  @Test
  void largestArrayLimitsTheBatchToo() {
    MemoryPlan plan = plan(10_000, Long.MAX_VALUE);
    assertTrue(plan.sinogramBytes() / 4 <= Integer.MAX_VALUE - 8L, plan.describe());
    assertEquals(0, plan.batchSlices() % 16);
  }

  @Test
  void tooSmallABudgetNamesBothNumbers() {
    ResourceException e = assertThrows(ResourceException.class, () -> plan(10, 15_000_000));
    assertTrue(e.getMessage().contains("15.0 MB"), e.getMessage());
    assertTrue(e.getMessage().contains("512 x 512"), e.getMessage());
  }
}
