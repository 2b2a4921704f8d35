package io.tomodrift.projectors.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.run.ProgressListener;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.projectors.device.BatchPipeline.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchPipelineTest {

  private static final RunContext CONTEXT = RunContext.defaults().withParallelism(2);
  private static final int ROWS = 3;
  private static final int COLUMNS = 5;
  private static final int BYTES = 4 * ROWS * COLUMNS;

  private final RecordingDevice device = new RecordingDevice(1 << 20);

  private static FloatStack numbered(int slices) {
    FloatStack stack = FloatStack.interleaved(slices, ROWS, COLUMNS);
    stack.fill(Float.NaN);
    for (int s = 0; s < slices; s++) {
      for (int k = 0; k < ROWS * COLUMNS; k++) {
        stack.set(s, k / COLUMNS, k % COLUMNS, 100 * s + k);
      }
    }
    return stack;
  }

  private FloatStack run(BatchPipeline pipeline, int slices, int batch) {
    FloatStack out = FloatStack.interleaved(slices, ROWS, COLUMNS);
    out.fill(-7);
    run(pipeline, slices, batch, out);
    return out;
  }

  private static void run(BatchPipeline pipeline, int slices, int batch, FloatStack out) {
    pipeline.run(
        "test",
        new BatchPlan(slices, batch),
        numbered(slices),
        Port.IMAGE,
        out,
        Port.DATA,
        (queue, in, result, lanes) -> queue.launch(null, lanes, in, result));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "3,3", "3,2", "4,4", "16,16", "17,16", "33,16", "64,32", "70,7"})
  void everySliceComesBackOnce(int slices, int batch) {
    try (BatchPipeline pipeline = new BatchPipeline(device, "test", CONTEXT)) {
      for (int repeat = 0; repeat < 2; repeat++) {
        FloatStack out = run(pipeline, slices, batch);
        for (int s = 0; s < slices; s++) {
          for (int k = 0; k < ROWS * COLUMNS; k++) {
            assertEquals(100 * s + k + 1, out.get(s, k / COLUMNS, k % COLUMNS), "slice " + s);
          }
        }
      }
    }
    assertEquals(List.of(), device.open());
  }

  /** Batch 1 is given to the device before batch 0 is waited for, batch 2 after. */
  @Test
  void oneBatchTravelsWhileTheOtherIsComputed() {
    try (BatchPipeline pipeline = new BatchPipeline(device, "test", CONTEXT)) {
      run(pipeline, 5, 2);
      assertEquals(
          List.of(
              "q0 upload " + 2 * BYTES,
              "q0 launch 2",
              "q0 download " + 2 * BYTES,
              "q1 upload " + 2 * BYTES,
              "q1 launch 2",
              "q1 download " + 2 * BYTES,
              "q0 finish",
              "q0 upload " + BYTES,
              "q0 launch 1",
              "q0 download " + BYTES,
              "q1 finish",
              "q0 finish"),
          device.events);
    }
  }

  @Test
  void aSingleBatchTakesOneQueue() {
    try (BatchPipeline pipeline = new BatchPipeline(device, "test", CONTEXT)) {
      run(pipeline, 5, 5);
      assertEquals(5, device.open().size(), () -> device.open().toString());
    }
  }

  @Test
  void closesInReverseOrder() {
    BatchPipeline pipeline = new BatchPipeline(device, "test", CONTEXT);
    run(pipeline, 1, 1);
    device.events.clear();
    pipeline.close();
    assertEquals(
        List.of(
            "close device memory 3",
            "close host memory 2",
            "close device memory 1",
            "close host memory 0",
            "close q0"),
        device.events);
    assertThrows(IllegalStateException.class, () -> run(pipeline, 1, 1));
  }

  /** What was given to a queue before must not write into memory of a call that has ended. */
  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void afterAFailureNothingIsPending(int launch) {
    device.failingLaunch = launch;
    BatchPipeline pipeline = new BatchPipeline(device, "test", CONTEXT);
    FloatStack out = FloatStack.interleaved(8, ROWS, COLUMNS);
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> run(pipeline, 8, 2, out));
    assertEquals("launch " + launch + " fails", e.getMessage());
    List<String> last =
        device.events.subList(device.events.size() - Math.min(launch, 2), device.events.size());
    assertTrue(last.stream().allMatch(event -> event.endsWith("finish")), device.events::toString);
    pipeline.close();
    assertEquals(List.of(), device.open());
    assertTrue(device.events.stream().noneMatch(event -> event.startsWith("OUT")));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "4", "5", "6", "7", "8"})
  void afterAFailedAllocationNothingIsLost(int allocation) {
    device.failingAllocation = allocation;
    BatchPipeline pipeline = new BatchPipeline(device, "test", CONTEXT);
    assertThrows(IllegalStateException.class, () -> run(pipeline, 8, 2));
    pipeline.close();
    assertEquals(List.of(), device.open());
  }

  @Test
  void worksAgainAfterAFailure() {
    device.failingLaunch = 2;
    try (BatchPipeline pipeline = new BatchPipeline(device, "test", CONTEXT)) {
      assertThrows(IllegalStateException.class, () -> run(pipeline, 8, 2));
      FloatStack out = run(pipeline, 8, 2);
      assertEquals(701, out.get(7, 0, 0));
    }
  }

  @Test
  void reportsProgressAndStopsWhenAsked() {
    List<Long> seen = new ArrayList<>();
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void progress(String stage, long done, long total) {
            assertEquals(4, total);
            seen.add(done);
          }

          @Override
          public boolean cancelled() {
            return seen.size() == 2;
          }
        };
    try (BatchPipeline pipeline =
        new BatchPipeline(device, "test", CONTEXT.withProgress(listener))) {
      assertThrows(CancellationException.class, () -> run(pipeline, 8, 2));
      assertEquals(List.of(1L, 2L), seen);
    }
    assertEquals(List.of(), device.open());
  }
}
