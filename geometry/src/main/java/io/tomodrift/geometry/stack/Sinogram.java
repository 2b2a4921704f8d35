package io.tomodrift.geometry.stack;

import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.error.GeometryException;
import java.util.Objects;

/**
 * A stack of sinograms that share one scan geometry.
 *
 * <p><b>Shape</b>: rows of the stack are views, columns are channels: {@code
 * [slice][view][channel]} (PLANAR) or {@code [view][channel][lane]} (INTERLEAVED). The values are
 * the caller's array: a Sinogram does not copy.
 */
public final class Sinogram {

  private final FloatStack stack;
  private final ScanGeometry geometry;
  private final SliceAxis sliceAxis;
  private final SinogramUnit unit;

  /**
   * Combines values and geometry; nothing is copied.
   *
   * @throws GeometryException if view or channel counts differ
   */
  public Sinogram(FloatStack stack, ScanGeometry geometry, SliceAxis sliceAxis, SinogramUnit unit) {
    this.stack = Objects.requireNonNull(stack, "stack");
    this.geometry = Objects.requireNonNull(geometry, "geometry");
    this.sliceAxis = Objects.requireNonNull(sliceAxis, "sliceAxis");
    this.unit = Objects.requireNonNull(unit, "unit");
    int views = geometry.angles().count();
    int channels = geometry.detector().channels();
    if (stack.rows() != views || stack.columns() != channels) {
      throw new GeometryException(
          "the sinogram has %d views x %d channels, its geometry %d x %d; are the axes swapped?"
              .formatted(stack.rows(), stack.columns(), views, channels));
    }
  }

  /** The values. */
  public FloatStack stack() {
    return stack;
  }

  /** The scan that measured them. */
  public ScanGeometry geometry() {
    return geometry;
  }

  /** Z positions of the slices. */
  public SliceAxis sliceAxis() {
    return sliceAxis;
  }

  /** What the values mean. */
  public SinogramUnit unit() {
    return unit;
  }

  /** Number of slices. */
  public int slices() {
    return stack.slices();
  }

  /** The same scan with other values of another unit. */
  public Sinogram with(FloatStack values, SinogramUnit newUnit) {
    return new Sinogram(values, geometry, sliceAxis, newUnit);
  }

  /** A copy of slices {@code from} (inclusive) to {@code to} (exclusive), layout PLANAR. */
  public Sinogram slices(int from, int to) {
    return new Sinogram(
        stack.copySlices(from, to, SliceLayout.PLANAR), geometry, sliceAxis.from(from), unit);
  }

  @Override
  public String toString() {
    return "Sinogram[" + stack + ", " + geometry + "]";
  }
}
