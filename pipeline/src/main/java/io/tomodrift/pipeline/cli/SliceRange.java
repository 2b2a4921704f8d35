package io.tomodrift.pipeline.cli;

import io.tomodrift.pipeline.run.InputFailure;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Slices {@code from} (inclusive) to {@code to} (exclusive), as on the command line {@code a:b}; an
 * empty side means the first or the last slice, a lone number one slice.
 */
record SliceRange(int from, int to) {

  static final SliceRange ALL = new SliceRange(0, Integer.MAX_VALUE);

  /** The end of the range in a stack of {@code slices}; refuses a range that is not in it. */
  int endIn(int slices) {
    int end = Math.min(to, slices);
    boolean outside = from >= slices || (to != Integer.MAX_VALUE && to > slices);
    if (outside || from >= end) {
      throw new InputFailure(
          "slices %s are not among the %d slices of the input (0 to %d)"
              .formatted(this, slices, slices - 1));
    }
    return end;
  }

  boolean isAll() {
    return equals(ALL);
  }

  @Override
  public String toString() {
    return from + ":" + (to == Integer.MAX_VALUE ? "" : to);
  }

  /** Parses {@code a:b}. */
  static final class Converter implements ITypeConverter<SliceRange> {
    @Override
    public SliceRange convert(String text) {
      try {
        int colon = text.indexOf(':');
        if (colon < 0) {
          int slice = Integer.parseInt(text);
          return check(new SliceRange(slice, slice + 1), text);
        }
        String first = text.substring(0, colon);
        String last = text.substring(colon + 1);
        int from = first.isEmpty() ? 0 : Integer.parseInt(first);
        int to = last.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(last);
        return check(new SliceRange(from, to), text);
      } catch (NumberFormatException e) {
        throw new TypeConversionException(
            "'" + text + "' is not a range of slices like 10:20, :20, 10: or 10");
      }
    }

    private static SliceRange check(SliceRange range, String text) {
      if (range.from() < 0 || range.to() <= range.from()) {
        throw new TypeConversionException(
            "'"
                + text
                + "' is an empty or negative range; slices count from 0, the end is excluded");
      }
      return range;
    }
  }
}
