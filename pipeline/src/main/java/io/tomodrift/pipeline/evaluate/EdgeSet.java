package io.tomodrift.pipeline.evaluate;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.metrics.Mask;
import java.util.Arrays;
import java.util.Optional;

/**
 * The moderate edges of a reference, and how sharp another image is there.
 *
 * <p>Gradients are central differences within a slice, in HU/mm. The reference is smoothed with the
 * binomial kernel (1 2 1)/4 along rows and columns, so that its noise makes no edges; a voxel
 * belongs to the set if the magnitude of this smoothed gradient is between 10 % and 50 % of its
 * 99.5th percentile over the voxels looked at (those of the mask, or all, without the border of the
 * slice). The strongest edges, skin and bone against air, are thus left out.
 *
 * <p>{@code ratio} is the mean gradient magnitude of the test image over the set, divided by that
 * of the reference, both unsmoothed. Noise and streaks raise it. {@code alignedRatio} takes only
 * the part of both gradients along the direction of the smoothed reference gradient, {@code
 * mean(grad t . u) / mean(grad r . u)}: noise of the test image cancels in the mean. Both are 1 for
 * an image as sharp as the reference, below 1 for a blurred one.
 *
 * <p><b>Threading</b>: immutable.
 */
final class EdgeSet {

  /** The definition in a sentence. */
  static final String RULE =
      "voxels where the in-plane gradient magnitude (central differences, HU/mm) of the reference smoothed by (1 2 1)/4 is 10 to 50 % of its 99.5th percentile in the mask; edge ratio = mean gradient magnitude of the test over that of the reference there, aligned = the same with the gradient parts along the smoothed reference gradient";

  private static final double PERCENTILE = 0.995;
  private static final double WEAKEST = 0.10;
  private static final double STRONGEST = 0.50;
  private static final int FEWEST = 20;

  private final int[] voxels;
  private final float[] directionX;
  private final float[] directionY;
  private final double columnSpacingMm;
  private final double rowSpacingMm;
  private final double weakestHuPerMm;
  private final double strongestHuPerMm;
  private final double magnitude;
  private final double aligned;

  /**
   * Sharpness of an image at the edges of its reference.
   *
   * @param ratio mean gradient magnitude over that of the reference
   * @param alignedRatio the same of the parts along the reference's gradient
   */
  record Sharpness(double ratio, double alignedRatio) {

    /** Where there are no edges to speak of. */
    static final Sharpness UNDEFINED = new Sharpness(Double.NaN, Double.NaN);
  }

  private EdgeSet(Volume reference, double[] limits, int[] voxels, float[][] smoothed) {
    this.voxels = voxels;
    columnSpacingMm = reference.frame().columnSpacingMm();
    rowSpacingMm = reference.frame().rowSpacingMm();
    weakestHuPerMm = limits[0];
    strongestHuPerMm = limits[1];
    directionX = new float[voxels.length];
    directionY = new float[voxels.length];
    for (int i = 0; i < voxels.length; i++) {
      double norm = Math.hypot(smoothed[0][voxels[i]], smoothed[1][voxels[i]]);
      directionX[i] = (float) (smoothed[0][voxels[i]] / norm);
      directionY[i] = (float) (smoothed[1][voxels[i]] / norm);
    }
    double[] means = means(reference.stack());
    magnitude = means[0];
    aligned = means[1];
  }

  /** Finds the edges of a reference; {@code mask} is empty for every voxel. */
  static EdgeSet of(Volume reference, Optional<Mask> mask) {
    FloatStack stack = reference.stack().toLayout(SliceLayout.PLANAR);
    float[][] gradient = gradients(smoothed(stack), stack, reference);
    boolean[] looked = looked(stack, mask);
    float[] magnitudes = new float[stack.data().length];
    int count = 0;
    for (int i = 0; i < looked.length; i++) {
      if (looked[i]) {
        magnitudes[count++] = (float) Math.hypot(gradient[0][i], gradient[1][i]);
      }
    }
    Arrays.sort(magnitudes, 0, count);
    double top = count == 0 ? 0 : magnitudes[(int) Math.floor((count - 1) * PERCENTILE)];
    double[] limits = {WEAKEST * top, STRONGEST * top};
    int[] voxels = new int[count];
    int found = 0;
    for (int i = 0; i < looked.length; i++) {
      double magnitude = Math.hypot(gradient[0][i], gradient[1][i]);
      if (looked[i] && magnitude > 0 && magnitude >= limits[0] && magnitude <= limits[1]) {
        voxels[found++] = i;
      }
    }
    return new EdgeSet(reference, limits, Arrays.copyOf(voxels, found), gradient);
  }

  /** Number of voxels. */
  int size() {
    return voxels.length;
  }

  /** The smoothed gradients that count, HU/mm. */
  double[] limitsHuPerMm() {
    return new double[] {weakestHuPerMm, strongestHuPerMm};
  }

  /** Sharpness of an image of the reference's shape; undefined for fewer than 20 voxels. */
  Sharpness sharpness(FloatStack test) {
    if (voxels.length < FEWEST) {
      return Sharpness.UNDEFINED;
    }
    double[] means = means(test);
    return new Sharpness(means[0] / magnitude, means[1] / aligned);
  }

  private double[] means(FloatStack stack) {
    float[] values = stack.toLayout(SliceLayout.PLANAR).data();
    double magnitudes = 0;
    double along = 0;
    for (int i = 0; i < voxels.length; i++) {
      int v = voxels[i];
      double gx = (values[v + 1] - values[v - 1]) / (2 * columnSpacingMm);
      double gy = (values[v + stack.columns()] - values[v - stack.columns()]) / (2 * rowSpacingMm);
      magnitudes += Math.hypot(gx, gy);
      along += gx * directionX[i] + gy * directionY[i];
    }
    return new double[] {magnitudes / voxels.length, along / voxels.length};
  }

  /** Voxels of the mask with neighbours on all four sides. */
  private static boolean[] looked(FloatStack stack, Optional<Mask> mask) {
    boolean[] inside = mask.map(Mask::toArray).orElse(null);
    boolean[] looked = new boolean[stack.data().length];
    for (int s = 0; s < stack.slices(); s++) {
      for (int r = 1; r < stack.rows() - 1; r++) {
        for (int c = 1; c < stack.columns() - 1; c++) {
          int i = stack.index(s, r, c);
          looked[i] = inside == null || inside[i];
        }
      }
    }
    return looked;
  }

  /** (1 2 1)/4 along rows and columns; borders keep their values. */
  private static float[] smoothed(FloatStack stack) {
    float[] from = stack.data();
    float[] along = from.clone();
    float[] to = from.clone();
    int columns = stack.columns();
    for (int s = 0; s < stack.slices(); s++) {
      for (int r = 0; r < stack.rows(); r++) {
        for (int c = 1; c < columns - 1; c++) {
          int i = stack.index(s, r, c);
          along[i] = (from[i - 1] + 2 * from[i] + from[i + 1]) / 4;
        }
      }
      for (int r = 0; r < stack.rows(); r++) {
        for (int c = 0; c < columns; c++) {
          int i = stack.index(s, r, c);
          boolean inner = r > 0 && r < stack.rows() - 1;
          to[i] = inner ? (along[i - columns] + 2 * along[i] + along[i + columns]) / 4 : along[i];
        }
      }
    }
    return to;
  }

  private static float[][] gradients(float[] values, FloatStack shape, Volume reference) {
    float[][] gradient = new float[2][values.length];
    double dx = 2 * reference.frame().columnSpacingMm();
    double dy = 2 * reference.frame().rowSpacingMm();
    for (int s = 0; s < shape.slices(); s++) {
      for (int r = 1; r < shape.rows() - 1; r++) {
        for (int c = 1; c < shape.columns() - 1; c++) {
          int i = shape.index(s, r, c);
          gradient[0][i] = (float) ((values[i + 1] - values[i - 1]) / dx);
          gradient[1][i] =
              (float) ((values[i + shape.columns()] - values[i - shape.columns()]) / dy);
        }
      }
    }
    return gradient;
  }
}
