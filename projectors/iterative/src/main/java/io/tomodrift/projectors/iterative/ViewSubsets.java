package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.backend.Backend;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;

/**
 * A matched projector pair for each subset of the views of a scan. With M subsets, subset m holds
 * views m, m + M, m + 2 M and so on; solvers visit them in bit-reversed order, so that neighbours
 * in time are far apart in angle. A pair is made when it is first asked for, and what depends on
 * the operator alone is computed once, however many batches of slices are solved with it. Not to be
 * used concurrently.
 *
 * <p><b>Reference</b>: Hudson and Larkin 1994, IEEE TMI 13(4):601 (subsets); Guan and Gordon 1994,
 * Phys. Med. Biol. 39:2005 (order).
 */
public final class ViewSubsets implements AutoCloseable {

  private final ScanGeometry geometry;
  private final ImageGrid grid;
  private final boolean owner;
  private final IntFunction<Projector> opening;
  private final IntToLongFunction workspaceBytes;
  private final Projector[] projectors;
  private final RaySums[] sums;
  private final Map<Long, Double> norms = new HashMap<>();

  private ViewSubsets(
      ScanGeometry geometry,
      ImageGrid grid,
      int count,
      boolean owner,
      IntFunction<Projector> opening,
      IntToLongFunction workspaceBytes) {
    this.geometry = geometry;
    this.grid = grid;
    this.owner = owner;
    this.opening = opening;
    this.workspaceBytes = workspaceBytes;
    projectors = new Projector[count];
    sums = new RaySums[count];
  }

  /** All views at a time; the projector stays the caller's to close, and to plan the memory of. */
  public static ViewSubsets whole(Projector projector) {
    return new ViewSubsets(
        projector.geometry(), projector.grid(), 1, false, subset -> projector, slices -> 0);
  }

  /**
   * The projectors of {@code count} subsets, to be closed with this object.
   *
   * @param backend where they run
   * @param geometry all views
   * @param grid the pixels
   * @param model the ray model
   * @param count number of subsets, 1 to the number of views
   * @throws IllegalArgumentException if there are fewer views than subsets
   */
  public static ViewSubsets of(
      Backend backend, ScanGeometry geometry, ImageGrid grid, ProjectorModel model, int count) {
    if (count < 1 || count > geometry.views()) {
      throw new IllegalArgumentException(
          "%d subsets of %d views; take 1 to %d"
              .formatted(count, geometry.views(), geometry.views()));
    }
    List<ScanGeometry> parts = new ArrayList<>();
    for (int m = 0; m < count; m++) {
      parts.add(geometry.withAngles(geometry.angles().subset(views(geometry.views(), count, m))));
    }
    return new ViewSubsets(
        geometry,
        grid,
        count,
        true,
        subset -> backend.projector(parts.get(subset), grid, model),
        slices ->
            parts.stream().mapToLong(part -> backend.workspaceBytes(part, grid, slices)).sum());
  }

  private static int[] views(int views, int count, int subset) {
    int[] chosen = new int[(views - subset + count - 1) / count];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = subset + i * count;
    }
    return chosen;
  }

  /** Number of subsets. */
  public int count() {
    return projectors.length;
  }

  /** The scan with all its views. */
  public ScanGeometry geometry() {
    return geometry;
  }

  /** The pixels. */
  public ImageGrid grid() {
    return grid;
  }

  /** The pair of one subset. */
  public Projector projector(int subset) {
    if (projectors[subset] == null) {
      projectors[subset] = opening.apply(subset);
    }
    return projectors[subset];
  }

  /** Row and column sums of one subset. */
  RaySums sums(int subset) {
    if (sums[subset] == null) {
      sums[subset] = new RaySums(projector(subset));
    }
    return sums[subset];
  }

  /** Bytes of all row and column sums, and of computing them. */
  long sumsBytes() {
    return SolverMemory.stacks(this, 1, count() + 1, 2);
  }

  /** The largest eigenvalue of {@code A^T A}, without weights, computed once for a seed. */
  double normSquared(RunContext context) {
    return norms.computeIfAbsent(
        context.seed(),
        seed ->
            OperatorNorm.squared(
                projector(0), RayWeights.none(), 1, OperatorNorm.ITERATIONS, context)[0]);
  }

  /** The views of one subset, as indices into those of the scan. */
  public int[] views(int subset) {
    return views(geometry.views(), count(), subset);
  }

  /** The subsets in the order of visiting: bit-reversed counting, as 0 4 2 6 1 5 3 7. */
  public int[] visitingOrder() {
    int count = count();
    int bits = 32 - Integer.numberOfLeadingZeros(count - 1);
    int[] order = new int[count];
    int n = 0;
    for (int k = 0; k < 1 << bits; k++) {
      int reversed = bits == 0 ? 0 : Integer.reverse(k) >>> (32 - bits);
      if (reversed < count) {
        order[n++] = reversed;
      }
    }
    return order;
  }

  /** Bytes the projectors made here hold for {@code slices} slices. */
  public long workspaceBytes(int slices) {
    return workspaceBytes.applyAsLong(slices);
  }

  @Override
  public void close() {
    if (owner) {
      for (Projector projector : projectors) {
        if (projector != null) {
          projector.close();
        }
      }
    }
  }
}
