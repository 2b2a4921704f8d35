package io.tomodrift.learned.infer;

/** What stands beyond the ends of a volume that is smaller than its window. */
public enum Padding {
  /** The smallest value of the volume. */
  MINIMUM,
  /** The value at the end. */
  EDGE,
  /** The volume mirrored at the end, which itself is not repeated. */
  REFLECT;

  /** Stands for no voxel of the volume. */
  static final int NONE = -1;

  /** The voxel that stands at a position, which may lie outside 0 to {@code length - 1}. */
  int source(int position, int length) {
    if (position >= 0 && position < length) {
      return position;
    }
    return switch (this) {
      case MINIMUM -> NONE;
      case EDGE -> Math.max(0, Math.min(length - 1, position));
      case REFLECT -> {
        if (length == 1) {
          yield 0;
        }
        int folded = Math.floorMod(position, 2 * (length - 1));
        yield Math.min(folded, 2 * (length - 1) - folded);
      }
    };
  }
}
