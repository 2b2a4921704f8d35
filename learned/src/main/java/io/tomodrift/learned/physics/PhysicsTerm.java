package io.tomodrift.learned.physics;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.learned.data.HuScale;
import io.tomodrift.projectors.LinearOperator;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.iterative.RayWeights;
import java.util.List;
import java.util.Objects;

/**
 * How far a network's output u is from the measured data b: {@code L = 1/2 |P m(u) - b|_W^2} for
 * each sample, with the projector P and the attenuation {@code m(u) = muWater (1 + u huPerUnit /
 * 1000)}, and its gradient {@code muWater huPerUnit / 1000 P^T W (P m(u) - b)}.
 *
 * <p>The engine does not see P. To train, detach the output, compute the gradient g here, and go
 * backward from {@code sum(g u)} with g as a constant: the weights get the gradient of L. The value
 * of that sum means nothing; the value of L is the one returned here.
 *
 * <p>Attenuation is not cut off at 0, where L would lose its gradient. Samples that do not fill the
 * image are put into a background that stays as it is, because no ray crosses a patch alone.
 *
 * <p><b>Shape</b>: outputs {@code [sample][1][row][column]}, data and weights {@code
 * [view][channel][lane]}, INTERLEAVED, one lane a sample. <b>Accuracy</b>: float32, 1e-5 of the
 * largest value; gradients agree with differences of L to 1e-3. <b>Threading</b>: as the projector.
 */
public final class PhysicsTerm {

  private final LinearOperator<FloatStack, FloatStack> projector;
  private final int rows;
  private final int columns;
  private final double offsetPerMm;
  private final double slopePerMm;

  /**
   * Binds the term to a scan.
   *
   * @param projector P; stays open and belongs to the caller
   * @param water the scale that makes HU attenuation
   * @param units what the network's values are in HU
   */
  public PhysicsTerm(Projector projector, HounsfieldScale water, HuScale units) {
    this(
        projector,
        projector.grid().rows(),
        projector.grid().columns(),
        water.muWaterPerMm(),
        water.muWaterPerMm() * units.huPerUnit() / 1000);
  }

  /** For any operator, with {@code m(u) = offset + slope u}. */
  PhysicsTerm(
      LinearOperator<FloatStack, FloatStack> projector,
      int rows,
      int columns,
      double offsetPerMm,
      double slopePerMm) {
    this.projector = Objects.requireNonNull(projector, "projector");
    this.rows = rows;
    this.columns = columns;
    this.offsetPerMm = offsetPerMm;
    this.slopePerMm = slopePerMm;
  }

  /**
   * Value and gradient.
   *
   * @param values L of each sample
   * @param gradient of the sum of L over the samples with respect to the output, in its shape
   */
  @SuppressWarnings("ArrayRecordComponent") // a result is used once and never compared
  public record Result(double[] values, float[] gradient) {}

  /**
   * Upper left corner of a patch within the image.
   *
   * @param row first row
   * @param column first column
   */
  public record Corner(int row, int column) {}

  /**
   * The term of outputs that are whole images.
   *
   * @param output {@code [sample][1][row][column]} in the network's units
   * @param data b
   * @param weights W
   */
  public Result ofImages(float[] output, FloatStack data, RayWeights weights) {
    int samples = data.slices();
    requireLength(output, samples, rows, columns);
    FloatStack image = FloatStack.interleaved(samples, rows, columns);
    for (int s = 0; s < samples; s++) {
      place(output, s, rows, columns, new Corner(0, 0), image);
    }
    double[] values = new double[samples];
    FloatStack gradient = backward(image, data, weights, values);
    float[] result = new float[output.length];
    for (int s = 0; s < samples; s++) {
      take(gradient, s, rows, columns, new Corner(0, 0), result);
    }
    return new Result(values, result);
  }

  /**
   * The term of patches within images that are otherwise fixed.
   *
   * @param output {@code [sample][1][row][column]} of the patches in the network's units
   * @param patchRows rows of a patch
   * @param patchColumns columns of a patch
   * @param corners where each patch is
   * @param backgroundHu the images around the patches, HU, one slice a sample, either layout
   * @param data b
   * @param weights W
   */
  public Result ofPatches(
      float[] output,
      int patchRows,
      int patchColumns,
      List<Corner> corners,
      FloatStack backgroundHu,
      FloatStack data,
      RayWeights weights) {
    int samples = data.slices();
    requireLength(output, samples, patchRows, patchColumns);
    requirePlaces(samples, patchRows, patchColumns, corners, backgroundHu);
    FloatStack image = backgroundHu.copySlices(0, samples, SliceLayout.INTERLEAVED);
    float[] mu = image.data();
    for (int i = 0; i < mu.length; i++) {
      // The offset is the attenuation of water, whatever the network's units.
      mu[i] = (float) (offsetPerMm * (1 + mu[i] / 1000.0));
    }
    for (int s = 0; s < samples; s++) {
      place(output, s, patchRows, patchColumns, corners.get(s), image);
    }
    double[] values = new double[samples];
    FloatStack gradient = backward(image, data, weights, values);
    float[] result = new float[output.length];
    for (int s = 0; s < samples; s++) {
      take(gradient, s, patchRows, patchColumns, corners.get(s), result);
    }
    return new Result(values, result);
  }

  /** Fills in the values and returns {@code P^T W (P image - b)}. */
  private FloatStack backward(
      FloatStack image, FloatStack data, RayWeights weights, double[] values) {
    requireShapes(data, weights);
    FloatStack residual = FloatStack.interleaved(data.slices(), data.rows(), data.columns());
    projector.forward(image, residual);
    float[] r = residual.data();
    float[] b = data.data();
    float[] w = weights.areNone() ? null : weights.stack().data();
    int lanes = residual.lanes();
    for (int ray = 0; ray < r.length; ray += lanes) {
      for (int s = 0; s < values.length; s++) {
        double difference = (double) r[ray + s] - b[ray + s];
        double weighted = (w == null ? 1 : w[ray + s]) * difference;
        values[s] += 0.5 * weighted * difference;
        r[ray + s] = (float) weighted;
      }
    }
    projector.adjoint(residual, image);
    return image;
  }

  private void place(
      float[] output, int sample, int height, int width, Corner corner, FloatStack image) {
    int source = sample * height * width;
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++, source++) {
        image.set(
            sample,
            corner.row() + r,
            corner.column() + c,
            (float) (offsetPerMm + slopePerMm * output[source]));
      }
    }
  }

  private void take(
      FloatStack gradient, int sample, int height, int width, Corner corner, float[] result) {
    int sink = sample * height * width;
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++, sink++) {
        float g = gradient.get(sample, corner.row() + r, corner.column() + c);
        result[sink] = (float) (slopePerMm * g);
      }
    }
  }

  private static void requireLength(float[] output, int samples, int height, int width) {
    if (output.length != (long) samples * height * width) {
      throw new IllegalArgumentException(
          "the output has %d values, %d samples of %d x %d need %d"
              .formatted(output.length, samples, height, width, (long) samples * height * width));
    }
  }

  private void requirePlaces(
      int samples, int height, int width, List<Corner> corners, FloatStack background) {
    if (corners.size() != samples
        || background.slices() != samples
        || background.rows() != rows
        || background.columns() != columns) {
      throw new IllegalArgumentException(
          "%d corners and backgrounds %s for %d samples of %d x %d"
              .formatted(corners.size(), background, samples, rows, columns));
    }
    for (Corner corner : corners) {
      if (corner.row() < 0
          || corner.column() < 0
          || corner.row() + height > rows
          || corner.column() + width > columns) {
        throw new IllegalArgumentException(
            "a patch of %d x %d at row %d, column %d leaves the image of %d x %d"
                .formatted(height, width, corner.row(), corner.column(), rows, columns));
      }
    }
  }

  private static void requireShapes(FloatStack data, RayWeights weights) {
    if (data.layout() != SliceLayout.INTERLEAVED) {
      throw new IllegalArgumentException(
          "the data are %s; convert them with toLayout(SliceLayout.INTERLEAVED)"
              .formatted(data.layout()));
    }
    if (!weights.areNone() && !weights.stack().sameShape(data)) {
      throw new IllegalArgumentException(
          "the weights are %s, the data %s".formatted(weights.stack(), data));
    }
  }
}
