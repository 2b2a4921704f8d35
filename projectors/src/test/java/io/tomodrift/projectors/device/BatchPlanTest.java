package io.tomodrift.projectors.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.ResourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchPlanTest {

  /** 1000 values a slice in both stacks: two batches of n slices take 8000 n bytes of the half. */
  @ParameterizedTest
  @CsvSource({
    // memory, slices, batch
    "100000000, 1, 1",
    "100000000, 31, 31",
    "100000000, 32, 32",
    "100000000, 33, 32",
    "100000000, 500, 32",
    "400000, 500, 16", // 25 would fit
    "400000, 20, 20",
    "160000, 500, 10",
    "16000, 500, 1"
  })
  void batches(long memory, int slices, int batch) {
    BatchPlan plan = BatchPlan.of(new RecordingDevice(memory), slices, 600, 1000, 0);
    assertEquals(batch, plan.batchSlices());
    int covered = 0;
    for (int b = 0; b < plan.batches(); b++) {
      assertEquals(covered, plan.first(b));
      covered += plan.count(b);
    }
    assertEquals(slices, covered);
  }

  @Test
  void tablesCount() {
    assertEquals(
        16, BatchPlan.of(new RecordingDevice(400_000), 500, 600, 1000, 70_000).batchSlices());
    assertEquals(
        12, BatchPlan.of(new RecordingDevice(400_000), 500, 600, 1000, 100_000).batchSlices());
  }

  @Test
  void whatDoesNotFitIsRefusedWithItsSizes() {
    ResourceException e =
        assertThrows(
            ResourceException.class,
            () -> BatchPlan.of(new RecordingDevice(2_000_000), 5, 600_000, 1_000_000, 500_000));
    for (String part : new String[] {"4.0 MB", "0.5 MB", "2.0 MB", "recording device"}) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }
}
