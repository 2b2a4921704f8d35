package io.tomodrift.formats.volume;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.VolumeFrame;

/** Which index axis (0 column, 1 row, 2 slice) of a volume stands for x, y and z, and its sense. */
final class AxisOrder {

  private static final int[][] PERMUTATIONS = {
    {0, 1, 2}, {1, 0, 2}, {0, 2, 1}, {2, 1, 0}, {1, 2, 0}, {2, 0, 1}
  };

  private final int[] axes;
  private final boolean[] reversed;

  private AxisOrder(int[] axes, boolean[] reversed) {
    this.axes = axes;
    this.reversed = reversed;
  }

  /** The assignment with the largest sum of cosines; the first of equals, which moves least. */
  static AxisOrder best(VolumeFrame frame) {
    int[] best = PERMUTATIONS[0];
    double bestSum = 0;
    for (int[] candidate : PERMUTATIONS) {
      double sum = 0;
      for (int world = 0; world < 3; world++) {
        sum += Math.abs(direction(frame, candidate[world]).component(world));
      }
      if (sum > bestSum + 1e-9) {
        best = candidate;
        bestSum = sum;
      }
    }
    boolean[] reversed = new boolean[3];
    for (int world = 0; world < 3; world++) {
      reversed[world] = direction(frame, best[world]).component(world) < 0;
    }
    return new AxisOrder(best, reversed);
  }

  private static Vec3 direction(VolumeFrame frame, int axis) {
    return switch (axis) {
      case 0 -> frame.columnDirection();
      case 1 -> frame.rowDirection();
      default -> frame.sliceDirection();
    };
  }

  private static double spacing(VolumeFrame frame, int axis) {
    return switch (axis) {
      case 0 -> frame.columnSpacingMm();
      case 1 -> frame.rowSpacingMm();
      default -> frame.sliceSpacingMm();
    };
  }

  private static int size(FloatStack stack, int axis) {
    return switch (axis) {
      case 0 -> stack.columns();
      case 1 -> stack.rows();
      default -> stack.slices();
    };
  }

  private static int stride(FloatStack stack, int axis) {
    return switch (axis) {
      case 0 -> 1;
      case 1 -> stack.columns();
      default -> stack.rows() * stack.columns();
    };
  }

  /** Copies a PLANAR stack into the new order. */
  FloatStack permute(FloatStack in) {
    FloatStack out = FloatStack.planar(size(in, axes[2]), size(in, axes[1]), size(in, axes[0]));
    int start = 0;
    int[] steps = new int[3];
    for (int world = 0; world < 3; world++) {
      int stride = stride(in, axes[world]);
      start += reversed[world] ? stride * (size(in, axes[world]) - 1) : 0;
      steps[world] = reversed[world] ? -stride : stride;
    }
    int sink = 0;
    for (int slice = 0; slice < out.slices(); slice++) {
      for (int row = 0; row < out.rows(); row++) {
        int source = start + slice * steps[2] + row * steps[1];
        for (int column = 0; column < out.columns(); column++) {
          out.data()[sink++] = in.data()[source];
          source += steps[0];
        }
      }
    }
    return out;
  }

  /** The frame of the new order; {@code in} has the old one. */
  VolumeFrame permute(VolumeFrame frame, FloatStack in) {
    Vec3 origin = frame.originMm();
    Vec3[] directions = new Vec3[3];
    for (int world = 0; world < 3; world++) {
      int axis = axes[world];
      Vec3 direction = direction(frame, axis);
      if (reversed[world]) {
        origin = origin.plus(direction.times((size(in, axis) - 1) * spacing(frame, axis)));
        direction = direction.times(-1);
      }
      directions[world] = direction;
    }
    return new VolumeFrame(
        spacing(frame, axes[0]),
        spacing(frame, axes[1]),
        spacing(frame, axes[2]),
        origin,
        directions[0],
        directions[1],
        directions[2],
        frame.space());
  }
}
