package io.tomodrift.pipeline.evaluate;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.pipeline.run.InputFailure;
import io.tomodrift.pipeline.run.UsageFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * A box of voxels that is evaluated in place of the whole image.
 *
 * @param rows rows
 * @param columns columns
 * @param slices slices
 */
public record Region(Span rows, Span columns, Span slices) {

  /**
   * Indices {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @param from first
   * @param to end; {@link Integer#MAX_VALUE} for all that are there
   */
  public record Span(int from, int to) {

    private static final Span ALL = new Span(0, Integer.MAX_VALUE);

    private static Span parse(String text, String whole) {
      try {
        String[] ends = text.strip().split(":", -1);
        if (ends.length == 2) {
          int from = ends[0].isEmpty() ? 0 : Integer.parseInt(ends[0]);
          int to = ends[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(ends[1]);
          if (from >= 0 && to > from) {
            return new Span(from, to);
          }
        }
      } catch (NumberFormatException e) {
        // Told below, as every other text that is no range.
      }
      throw new UsageFailure(
          "--region needs ROWS,COLUMNS or ROWS,COLUMNS,SLICES like 100:300,50:250 (from 0, the end is excluded); '%s' in '%s' is no range"
              .formatted(text.strip(), whole));
    }

    private int endIn(int length, String what, String where) {
      int end = to == Integer.MAX_VALUE ? length : to;
      if (end > length || from >= length) {
        throw new InputFailure(
            "%s: --region asks for %s %s, the image has %d".formatted(where, what, this, length));
      }
      return end;
    }

    @Override
    public String toString() {
      return from + ":" + (to == Integer.MAX_VALUE ? "" : to);
    }
  }

  /** Parses {@code rows,columns} or {@code rows,columns,slices}, each {@code a:b}. */
  public static Region parse(String text) {
    List<Span> spans = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      spans.add(Span.parse(part, text));
    }
    if (spans.size() < 2 || spans.size() > 3) {
      throw new UsageFailure(
          "--region needs two or three ranges, rows,columns or rows,columns,slices; got '%s'"
              .formatted(text));
    }
    return new Region(spans.get(0), spans.get(1), spans.size() == 3 ? spans.get(2) : Span.ALL);
  }

  /**
   * Cuts the box out of a volume.
   *
   * @param where what the volume is, for messages
   */
  Volume cut(Volume volume, String where) {
    FloatStack from = volume.stack();
    int endRow = rows.endIn(from.rows(), "rows", where);
    int endColumn = columns.endIn(from.columns(), "columns", where);
    int endSlice = slices.endIn(from.slices(), "slices", where);
    FloatStack to =
        FloatStack.planar(endSlice - slices.from, endRow - rows.from, endColumn - columns.from);
    for (int s = 0; s < to.slices(); s++) {
      for (int r = 0; r < to.rows(); r++) {
        for (int c = 0; c < to.columns(); c++) {
          to.set(s, r, c, from.get(slices.from + s, rows.from + r, columns.from + c));
        }
      }
    }
    var origin = volume.frame().positionMm(slices.from, rows.from, columns.from);
    return new Volume(to, volume.frame().withOrigin(origin), volume.unit());
  }

  @Override
  public String toString() {
    return rows + "," + columns + "," + slices;
  }
}
