package io.tomodrift.projectors.device;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.projectors.ProjectionFilter;
import io.tomodrift.projectors.device.BatchPipeline.Port;
import java.util.HashMap;
import java.util.Map;

/** The filter of projections on a device. */
final class DeviceProjectionFilter implements ProjectionFilter {

  private final Device device;
  private final int positions;
  private final ResourceScope scope = new ResourceScope("this projection filter");
  private final LineConvolution convolution;
  private final BatchPipeline pipeline;
  private final Map<DeviceQueue, LineConvolution.Workspace> workspaces = new HashMap<>();

  DeviceProjectionFilter(
      Device device, int positions, double[] spectrum, boolean contraction, RunContext context) {
    if (positions < 1 || spectrum.length < positions) {
      throw new IllegalArgumentException(
          "lines of %d positions do not fit a spectrum of %d values"
              .formatted(positions, spectrum.length));
    }
    this.device = device;
    this.positions = positions;
    try {
      convolution = new LineConvolution(device, scope, positions, spectrum, contraction);
      pipeline = scope.add(new BatchPipeline(device, "this projection filter", context));
    } catch (RuntimeException | Error e) {
      scope.closeAfter(e);
      throw e;
    }
  }

  @Override
  public int positions() {
    return positions;
  }

  @Override
  public void apply(FloatStack lines) {
    scope.requireOpen();
    if (lines.layout() != SliceLayout.INTERLEAVED || lines.columns() != positions) {
      throw new IllegalArgumentException(
          "the filter needs interleaved lines of %d positions, got %s".formatted(positions, lines));
    }
    int views = lines.rows();
    long values = (long) views * positions;
    long workspaces = 2 * convolution.workspaceBytes(views, BatchPlan.PREFERRED);
    BatchPlan plan = BatchPlan.of(device, lines.slices(), values, values, workspaces);
    pipeline.run(
        "filtering",
        plan,
        lines,
        Port.DATA,
        lines,
        Port.DATA,
        (queue, in, out, lanes) ->
            convolution.enqueue(queue, workspace(queue, views, lanes), in, views, lanes));
  }

  /** One a queue, since work of two queues may overlap. */
  private LineConvolution.Workspace workspace(DeviceQueue queue, int views, int lanes) {
    LineConvolution.Workspace current = workspaces.get(queue);
    if (current == null || current.bytes() < convolution.workspaceBytes(views, lanes)) {
      if (current != null) {
        queue.finish();
        workspaces.remove(queue);
        current.close();
      }
      current = convolution.workspace(views, lanes);
      workspaces.put(queue, current);
    }
    return current;
  }

  @Override
  public void close() {
    if (!workspaces.isEmpty()) {
      workspaces.values().forEach(scope::add);
      workspaces.clear();
    }
    scope.close();
  }
}
