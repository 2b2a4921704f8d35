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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FbpMemoryPlanTest {

  private static final FanBeamGeometry SCAN =
      new FanBeamGeometry(
          595, 1085.6, ArcDetector.withOffset(736, 1.2e-3, 1.25), Angles.fullTurn(1152));
  private static final int TRANSFORM = 1536;

  private static MemoryPlan plan(int size, int slices, long budget) {
    return plan(size, slices, budget, false);
  }

  private static MemoryPlan plan(int size, int slices, long budget, boolean fast) {
    RunContext context = RunContext.defaults().withParallelism(2).withMemoryBudget(budget);
    try (Backend backend = Backends.select("cpu", context)) {
      return MemoryPlan.ofFbp(
          SCAN,
          ImageGrid.square(size, 0.7),
          slices,
          64,
          n -> backend.filterWorkspaceBytes(TRANSFORM, 1152, n),
          backend,
          fast,
          context);
    }
  }

  @Test
  void fastBackProjectionCountsACopyOfTheViewsOfItsLanes() {
    MemoryPlan direct = plan(512, 16, Long.MAX_VALUE, false);
    MemoryPlan fast = plan(512, 16, Long.MAX_VALUE, true);
    long copy = 4L * 16 * 1152 * 736;
    long more = fast.workspaceBytes() - direct.workspaceBytes();
    assertTrue(more > copy && more < 4 * copy, "bytes " + more);
  }

  @Test
  void countsBatchesWorkspaceAndResult() {
    MemoryPlan plan = plan(512, 300, Long.MAX_VALUE);
    assertEquals(64, plan.batchSlices());
    assertEquals(4L * 64 * 1152 * 736, plan.sinogramBytes());
    assertEquals(4L * 64 * 512 * 512, plan.imageBytes());
    assertEquals(4L * 300 * 512 * 512, plan.resultBytes());
    // Two threads' rows of 512 lines, and row copies of 24 MB of views with their headers.
    assertTrue(plan.workspaceBytes() > 6_000_000 && plan.workspaceBytes() < 40_000_000);
    assertEquals(
        plan.sinogramBytes() + plan.imageBytes() + plan.resultBytes() + plan.workspaceBytes(),
        plan.neededBytes());
    assertTrue(plan.describe().contains("result 314.6 MB"), plan.describe());
  }

  @Test
  void rowsOfTheFilterFollowThreadsAndLines() {
    RunContext context = RunContext.defaults();
    try (Backend two = Backends.select("cpu", context.withParallelism(2));
        Backend six = Backends.select("cpu", context.withParallelism(6))) {
      long rows = 2L * 4 * TRANSFORM / 2 * 512;
      long bytes = two.filterWorkspaceBytes(TRANSFORM, 1152, 64);
      assertTrue(bytes > 2 * rows && bytes < 2.1 * rows, "bytes " + bytes);
      assertEquals(3 * bytes, six.filterWorkspaceBytes(TRANSFORM, 1152, 64));
      assertTrue(six.filterWorkspaceBytes(TRANSFORM, 4, 1) < 100_000);
      assertTrue(two.filterWorkspaceBytes(1535, 1152, 64) > 1.9 * bytes, "odd lengths cost double");
    }
  }

  private static int number(String message, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(message);
    assertTrue(matcher.find(), message);
    return Integer.parseInt(matcher.group(1));
  }

  @Test
  void aRefusalNamesTheSlicesThatFit() {
    long budget = 500_000_000;
    ResourceException refused = assertThrows(ResourceException.class, () -> plan(512, 600, budget));
    int slices = number(refused.getMessage(), "; (\\d+) slices would fit");
    assertEquals(slices, plan(512, slices, budget).slices());
    assertThrows(ResourceException.class, () -> plan(512, slices + 1, budget));
  }

  @Test
  void aRefusalNamesThePixelsThatFit() {
    long budget = 20_000_000;
    ResourceException refused = assertThrows(ResourceException.class, () -> plan(2048, 3, budget));
    int size = number(refused.getMessage(), "; one slice of (\\d+) x ");
    assertEquals(1, plan(size, 1, budget).batchSlices());
    assertThrows(ResourceException.class, () -> plan(size + 1, 1, budget));
    ResourceException hopeless =
        assertThrows(ResourceException.class, () -> plan(2048, 3, 1_000_000));
    assertTrue(hopeless.getMessage().contains("no image would fit"), hopeless.getMessage());
  }
}
