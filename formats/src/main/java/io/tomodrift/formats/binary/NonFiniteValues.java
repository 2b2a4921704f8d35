package io.tomodrift.formats.binary;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import java.util.Optional;

/**
 * Values of an array that are NaN or infinite. Files may hold them; computations spread them, so
 * readers report them.
 *
 * @param firstIndex position of the first one
 * @param count how many there are, positive
 */
public record NonFiniteValues(int firstIndex, int count) {

  /** Looks for NaN and infinities; empty if every value is a finite number. */
  public static Optional<NonFiniteValues> find(float[] values) {
    int first = -1;
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        first = first < 0 ? i : first;
        count++;
      }
    }
    return count == 0 ? Optional.empty() : Optional.of(new NonFiniteValues(first, count));
  }

  /** One sentence about the non-finite values of a PLANAR stack; empty if there are none. */
  public static Optional<String> describe(FloatStack stack) {
    if (stack.layout() != SliceLayout.PLANAR) {
      throw new IllegalArgumentException("a PLANAR stack is needed, got " + stack);
    }
    int columns = stack.columns();
    int plane = stack.rows() * columns;
    return find(stack.data())
        .map(
            found ->
                "%d of %d values are not finite, the first at slice %d, row %d, column %d"
                    .formatted(
                        found.count,
                        stack.data().length,
                        found.firstIndex / plane,
                        found.firstIndex % plane / columns,
                        found.firstIndex % columns));
  }
}
