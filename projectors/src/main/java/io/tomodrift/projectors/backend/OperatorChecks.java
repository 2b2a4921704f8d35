package io.tomodrift.projectors.backend;

import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;

/** What every backend demands of its arguments, so that all of them complain in the same words. */
public final class OperatorChecks {

  private OperatorChecks() {}

  /**
   * Demands that the source of a fan beam stays outside the circle about the isocenter that holds
   * the grid; rays would otherwise begin inside the image.
   *
   * @throws GeometryException if it does not
   */
  public static void requireSourceOutside(ScanGeometry geometry, ImageGrid grid) {
    if (geometry instanceof FanBeamGeometry fan && fan.sourceToIsocenterMm() <= grid.radiusMm()) {
      throw new GeometryException(
          "the source, %.3f mm from the isocenter, passes through the image, whose farthest corner is at %.3f mm; use a smaller grid or check sourceToIsocenterMm"
              .formatted(fan.sourceToIsocenterMm(), grid.radiusMm()));
    }
  }

  /**
   * Demands interleaved stacks of the operator's sizes with equal slice counts in separate arrays.
   *
   * @throws IllegalArgumentException if image or data is anything else
   */
  public static void requireStacks(
      ScanGeometry geometry, ImageGrid grid, FloatStack image, FloatStack data) {
    requireShape("image", "rows x columns", image, grid.rows(), grid.columns());
    requireShape("data", "views x channels", data, geometry.views(), geometry.channels());
    if (image.slices() != data.slices()) {
      throw new IllegalArgumentException(
          "the image has %d slices, the data %d".formatted(image.slices(), data.slices()));
    }
    if (image.data() == data.data()) {
      throw new IllegalArgumentException("image and data share one array");
    }
  }

  /**
   * Demands one finite weight a view.
   *
   * @throws IllegalArgumentException if their number or a value is wrong
   */
  public static void requireViewWeights(ScanGeometry geometry, double[] viewWeights) {
    if (viewWeights.length != geometry.views()) {
      throw new IllegalArgumentException(
          "%d view weights for %d views".formatted(viewWeights.length, geometry.views()));
    }
    for (int v = 0; v < viewWeights.length; v++) {
      if (!Double.isFinite(viewWeights[v])) {
        throw new IllegalArgumentException(
            "the weight of view %d is %s".formatted(v, viewWeights[v]));
      }
    }
  }

  private static void requireShape(
      String name, String axes, FloatStack stack, int rows, int columns) {
    if (stack.layout() != SliceLayout.INTERLEAVED) {
      throw new IllegalArgumentException(
          "the %s is %s; convert it with toLayout(SliceLayout.INTERLEAVED)"
              .formatted(name, stack.layout()));
    }
    if (stack.rows() != rows || stack.columns() != columns) {
      throw new IllegalArgumentException(
          "the %s has %d x %d values a slice, the operator needs %d x %d (%s)"
              .formatted(name, stack.rows(), stack.columns(), rows, columns, axes));
    }
  }
}
