package io.tomodrift.projectors.iterative;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.projectors.Projector;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be solved: find x with {@code A x = y} in the sense of the solver.
 *
 * <p><b>Shape</b>: data and weights {@code [view][channel][lane]}, start {@code
 * [row][column][lane]}, all INTERLEAVED with one number of slices. Nothing here is copied and
 * solvers change none of it.
 *
 * @param operator A, whole or in subsets of views
 * @param data y, finite
 * @param weights W; none unless the solver says it takes them
 * @param start the first x; zero if absent
 */
public record Problem(
    ViewSubsets operator, FloatStack data, RayWeights weights, Optional<FloatStack> start) {

  /**
   * Checks shapes and values.
   *
   * @throws IllegalArgumentException if a layout or a size does not fit the operator
   * @throws FormatException if data or start hold values that are not finite
   */
  public Problem {
    Objects.requireNonNull(operator, "operator");
    Objects.requireNonNull(weights, "weights");
    requireShape(
        "data", data, data.slices(), operator.geometry().views(), operator.geometry().channels());
    start.ifPresent(
        x ->
            requireShape(
                "starting image",
                x,
                data.slices(),
                operator.grid().rows(),
                operator.grid().columns()));
    weights.requireShapeOf(data);
    requireFinite("data", "view", "channel", data);
    start.ifPresent(x -> requireFinite("starting image", "row", "column", x));
  }

  /** Data of all views, weights 1, start 0. */
  public static Problem of(Projector projector, FloatStack data) {
    return of(ViewSubsets.whole(projector), data);
  }

  /** Data of all views, weights 1, start 0. */
  public static Problem of(ViewSubsets operator, FloatStack data) {
    return new Problem(operator, data, RayWeights.none(), Optional.empty());
  }

  /** The same problem with weights. */
  public Problem withWeights(RayWeights newWeights) {
    return new Problem(operator, data, newWeights, start);
  }

  /** The same problem with another starting image. */
  public Problem startingAt(FloatStack image) {
    return new Problem(operator, data, weights, Optional.of(image));
  }

  /** Number of slices. */
  public int slices() {
    return data.slices();
  }

  FloatStack newImage() {
    return FloatStack.interleaved(slices(), operator.grid().rows(), operator.grid().columns());
  }

  FloatStack newData() {
    return FloatStack.interleaved(slices(), data.rows(), data.columns());
  }

  FloatStack firstImage() {
    return start.map(FloatStack::copy).orElseGet(this::newImage);
  }

  /** The pair of all views, for solvers that use no subsets. */
  Projector whole(String solver) {
    if (operator.count() != 1) {
      throw new IllegalArgumentException(
          "%s uses all views at a time, got %d subsets".formatted(solver, operator.count()));
    }
    return operator.projector(0);
  }

  void requireNoWeights(String solver) {
    if (!weights.areNone()) {
      throw new IllegalArgumentException(
          solver + " has weights of its own; use CGLS or FISTA-TV with ray weights");
    }
  }

  private static void requireShape(
      String name, FloatStack stack, int slices, int rows, int columns) {
    if (stack.layout() != SliceLayout.INTERLEAVED
        || stack.slices() != slices
        || stack.rows() != rows
        || stack.columns() != columns) {
      throw new IllegalArgumentException(
          "the %s is %s; needed are %d slices x %d rows x %d columns, %s"
              .formatted(name, stack, slices, rows, columns, SliceLayout.INTERLEAVED));
    }
  }

  private static void requireFinite(String name, String row, String column, FloatStack stack) {
    float[] values = stack.data();
    int lanes = stack.lanes();
    for (int k = 0; k < values.length / lanes; k++) {
      for (int s = 0; s < stack.slices(); s++) {
        if (!Float.isFinite(values[k * lanes + s])) {
          throw new FormatException(
              "the %s at slice %d, %s %d, %s %d is %s; replace it before solving"
                  .formatted(
                      name,
                      s,
                      row,
                      k / stack.columns(),
                      column,
                      k % stack.columns(),
                      values[k * lanes + s]));
        }
      }
    }
  }
}
