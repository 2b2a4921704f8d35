package io.tomodrift.learned.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.convolutional.Conv3d;
import io.tomodrift.learned.torch.Ops;

/**
 * Losses of a prediction against a target, scalars in the graph of the prediction.
 *
 * <p><b>Shape</b>: {@code [sample][channel][(slice)][row][column]}, both alike; means are over all
 * values.
 */
public final class Losses {

  private static final double[] SMOOTH = {1, 2, 1};
  private static final double[] SLOPE = {-1, 0, 1};
  private static final int SIDE = 3;

  private Losses() {}

  /** Mean absolute difference. */
  public static NDArray l1(NDArray prediction, NDArray target) {
    return Ops.mean(difference(prediction, target).abs());
  }

  /** Mean squared difference. */
  public static NDArray l2(NDArray prediction, NDArray target) {
    return Ops.mean(Ops.square(difference(prediction, target)));
  }

  /**
   * Mean absolute difference where the mask is 1; its sum if the mask has less than one value.
   *
   * @param mask 0 and 1, of the target's shape, not in a graph
   */
  public static NDArray maskedL1(NDArray prediction, NDArray target, NDArray mask) {
    check(prediction, mask);
    double count = mask.toType(DataType.FLOAT64, false).sum().getDouble();
    NDArray inside = difference(prediction, target).abs().mul(mask);
    return Ops.scale(inside.sum(), 1 / Math.max(1, count));
  }

  /**
   * Mean absolute difference of edge strengths, without the border of one element (EA-GAN, Yu et
   * al. 2019). Edge strength is the length of the gradient by Sobel's operator, in three dimensions
   * with smoothing along both other axes.
   */
  public static NDArray edgeL1(NDArray prediction, NDArray target) {
    check(prediction, target);
    return Ops.mean(edges(prediction).sub(edges(target)).abs());
  }

  /**
   * Edge strength of each channel, in the graph of the image.
   *
   * @return {@code [sample x channel][1][(slice)][row][column]}, each side shorter by 2
   */
  public static NDArray edges(NDArray image) {
    Shape shape = image.getShape();
    int dimensions = shape.dimension() - 2;
    long[] single = new long[dimensions + 2];
    single[0] = shape.get(0) * shape.get(1);
    single[1] = 1;
    for (int axis = 2; axis < single.length; axis++) {
      single[axis] = shape.get(axis);
      if (single[axis] < SIDE) {
        throw new IllegalArgumentException(
            "edges need sides of at least %d, got %s".formatted(SIDE, shape));
      }
    }
    NDArray flat = image.reshape(single);
    NDArray slopes =
        dimensions == 2
            ? Conv2d.conv2d(flat, sobel(image, 2)).singletonOrThrow()
            : Conv3d.conv3d(flat, sobel(image, 3)).singletonOrThrow();
    NDArray squares = Ops.square(slopes).sum(new int[] {1}, true);
    // The root has no slope at 0, where 0 is a right one: there the root of 1 is taken, times 0.
    NDArray flatHere = squares.stopGradient().eq(squares.zerosLike()).toType(type(image), false);
    NDArray elsewhere = flatHere.onesLike().sub(flatHere);
    return squares.add(flatHere).sqrt().mul(elsewhere);
  }

  private static DataType type(NDArray image) {
    return image.getDataType();
  }

  /** A kernel for each axis: the slope along it, smoothed along the others. */
  private static NDArray sobel(NDArray like, int dimensions) {
    int size = (int) Math.pow(SIDE, dimensions);
    double[] kernels = new double[dimensions * size];
    for (int along = 0; along < dimensions; along++) {
      for (int i = 0; i < size; i++) {
        double product = 1;
        int rest = i;
        for (int axis = dimensions - 1; axis >= 0; axis--) {
          product *= (axis == along ? SLOPE : SMOOTH)[rest % SIDE];
          rest /= SIDE;
        }
        kernels[along * size + i] = product;
      }
    }
    long[] shape = new long[dimensions + 2];
    java.util.Arrays.fill(shape, SIDE);
    shape[0] = dimensions;
    shape[1] = 1;
    try (NDArray onHeap = like.getManager().create(kernels, new Shape(shape))) {
      // A copy, as the graph must not hold memory of the heap.
      return onHeap.toType(type(like), true).duplicate();
    }
  }

  private static NDArray difference(NDArray prediction, NDArray target) {
    check(prediction, target);
    return prediction.sub(target);
  }

  private static void check(NDArray prediction, NDArray other) {
    if (!prediction.getShape().equals(other.getShape())) {
      throw new IllegalArgumentException(
          "prediction %s does not fit %s".formatted(prediction.getShape(), other.getShape()));
    }
  }
}
