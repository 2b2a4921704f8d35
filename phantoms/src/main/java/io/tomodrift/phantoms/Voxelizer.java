package io.tomodrift.phantoms;

import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.SliceAxis;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.phantoms.shape.Overlap;
import io.tomodrift.phantoms.shape.Shape2;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Images of phantoms: the mean of {@code mu} over s x s equally spaced points of each pixel, which
 * tends to the area average as s grows.
 *
 * <p>Pixels that no edge crosses are filled without sampling; the result is the same.
 *
 * <p><b>Shape</b>: {@code [slice][row][column]}, layout PLANAR, frame GANTRY.
 *
 * <p><b>Accuracy</b>: exact away from edges; on a pixel crossed by one straight edge the error is
 * below {@code 1/s} of the step and of the order of {@code s^(-3/2)} of it.
 *
 * <p><b>Threading</b>: any number of threads may share one instance; results do not depend on the
 * context's parallelism.
 *
 * @param grid the pixels
 * @param subPixels s, samples along each side of a pixel, at least 1
 */
public record Voxelizer(ImageGrid grid, int subPixels) {

  /** Checks the values. */
  public Voxelizer {
    Objects.requireNonNull(grid, "grid");
    if (subPixels < 1) {
      throw new IllegalArgumentException("subPixels must be at least 1, got " + subPixels);
    }
  }

  /** The attenuation image of one slice, 1/mm. */
  public Volume perMm(AnalyticPhantom phantom, RunContext context) {
    return perMm(List.of(phantom), SliceAxis.UNIT, context);
  }

  /** The attenuation images of thin slices of a solid phantom, 1/mm. */
  public Volume perMm(SolidPhantom phantom, SliceAxis axis, int slices, RunContext context) {
    List<AnalyticPhantom> cuts = new ArrayList<>();
    for (int slice = 0; slice < slices; slice++) {
      cuts.add(phantom.sliceAt(axis.zMm(slice)));
    }
    return perMm(cuts, axis, context);
  }

  /** The attenuation images of several slices, in order, 1/mm. */
  public Volume perMm(List<AnalyticPhantom> slices, SliceAxis axis, RunContext context) {
    FloatStack stack = FloatStack.planar(slices.size(), grid.rows(), grid.columns());
    ParallelLoop.run(
        context,
        "phantom image",
        slices.size() * grid.rows(),
        () -> new double[grid.columns()],
        (sums, task) -> {
          int slice = task / grid.rows();
          int row = task % grid.rows();
          fillRow(slices.get(slice), row, sums);
          store(sums, stack, stack.index(slice, row, 0));
        });
    VolumeFrame frame = VolumeFrame.gantry(grid, axis.firstZMm(), axis.spacingMm());
    return new Volume(stack, frame, VolumeUnit.PER_MM);
  }

  /** The image of one slice in HU. */
  public Volume hu(AnalyticPhantom phantom, HounsfieldScale scale, RunContext context) {
    return toHu(perMm(phantom, context), scale);
  }

  /** The images of thin slices of a solid phantom in HU. */
  public Volume hu(
      SolidPhantom phantom, SliceAxis axis, int slices, HounsfieldScale scale, RunContext context) {
    return toHu(perMm(phantom, axis, slices, context), scale);
  }

  private static Volume toHu(Volume perMm, HounsfieldScale scale) {
    scale.toHuInPlace(perMm.stack());
    return perMm.with(perMm.stack(), VolumeUnit.HU);
  }

  private static void store(double[] sums, FloatStack stack, int start) {
    for (int column = 0; column < sums.length; column++) {
      stack.data()[start + column] = (float) sums[column];
      sums[column] = 0;
    }
  }

  private void fillRow(AnalyticPhantom phantom, int row, double[] sums) {
    double y = grid.yMm(row);
    for (Part part : phantom.parts()) {
      Shape2 shape = part.shape();
      double reach = shape.boundingRadiusMm() + grid.pixelMm();
      if (Math.abs(y - shape.centreYMm()) > reach) {
        continue;
      }
      int first = (int) Math.max(0, Math.floor(grid.columnAt(shape.centreXMm() - reach)));
      int last =
          (int) Math.min(grid.columns() - 1.0, Math.ceil(grid.columnAt(shape.centreXMm() + reach)));
      for (int column = first; column <= last; column++) {
        sums[column] += part.densityPerMm() * coverage(shape, grid.xMm(column), y);
      }
    }
  }

  /** The share of the pixel around (x, y) that the shape covers. */
  private double coverage(Shape2 shape, double xMm, double yMm) {
    Overlap overlap = shape.overlap(xMm, yMm, grid.pixelMm() * Math.sqrt(0.5));
    if (overlap != Overlap.PARTIAL) {
      return overlap == Overlap.INSIDE ? 1 : 0;
    }
    int hits = 0;
    for (int j = 0; j < subPixels; j++) {
      double y = yMm + ((j + 0.5) / subPixels - 0.5) * grid.pixelMm();
      for (int i = 0; i < subPixels; i++) {
        double x = xMm + ((i + 0.5) / subPixels - 0.5) * grid.pixelMm();
        if (shape.contains(x, y)) {
          hits++;
        }
      }
    }
    return (double) hits / (subPixels * subPixels);
  }
}
