package io.tomodrift.geometry.stack;

import java.util.Objects;

/**
 * Image slices with their place in space and their unit.
 *
 * <p><b>Shape</b>: {@code [slice][row][column]} in either layout; the frame says where the voxels
 * are. The values are the caller's array: a Volume does not copy.
 */
public final class Volume {

  private final FloatStack stack;
  private final VolumeFrame frame;
  private final VolumeUnit unit;

  /** Combines the three; nothing is copied. */
  public Volume(FloatStack stack, VolumeFrame frame, VolumeUnit unit) {
    this.stack = Objects.requireNonNull(stack, "stack");
    this.frame = Objects.requireNonNull(frame, "frame");
    this.unit = Objects.requireNonNull(unit, "unit");
  }

  /** The values. */
  public FloatStack stack() {
    return stack;
  }

  /** Where the voxels are. */
  public VolumeFrame frame() {
    return frame;
  }

  /** What the values mean. */
  public VolumeUnit unit() {
    return unit;
  }

  /** Number of slices. */
  public int slices() {
    return stack.slices();
  }

  /** The same voxels with other values of another unit. */
  public Volume with(FloatStack values, VolumeUnit newUnit) {
    if (!values.sameShape(stack)) {
      throw new IllegalArgumentException(values + " does not have the shape of " + stack);
    }
    return new Volume(values, frame, newUnit);
  }

  /** A copy of slices {@code from} (inclusive) to {@code to} (exclusive), layout PLANAR. */
  public Volume slices(int from, int to) {
    return new Volume(stack.copySlices(from, to, SliceLayout.PLANAR), frame.fromSlice(from), unit);
  }

  @Override
  public String toString() {
    return "Volume[" + stack + ", " + unit.symbol() + "]";
  }
}
