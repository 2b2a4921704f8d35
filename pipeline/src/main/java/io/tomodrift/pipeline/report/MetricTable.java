package io.tomodrift.pipeline.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Images down, metrics across. Every metric states its unit and its definition; the best value of a
 * metric is shown bold, several if they are equal.
 */
public final class MetricTable {

  /** Which values of a metric are good ones. */
  public enum Better {
    /** Larger values, such as of PSNR. */
    HIGHER,
    /** Smaller values, such as of an error. */
    LOWER,
    /** Neither, such as of a mean CT number. */
    NEITHER
  }

  /**
   * A metric.
   *
   * @param name short name, the head of the column
   * @param unit unit, empty if it has none
   * @param definition one sentence saying how it is computed, with the range or mask used
   * @param decimals digits shown after the point
   * @param better which values are good
   */
  public record Column(String name, String unit, String definition, int decimals, Better better) {

    /** Checks the values. */
    public Column {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(unit, "unit");
      Objects.requireNonNull(definition, "definition");
      Objects.requireNonNull(better, "better");
      if (decimals < 0 || decimals > 12) {
        throw new IllegalArgumentException("decimals must be 0 to 12, got " + decimals);
      }
    }

    String format(double value) {
      return Numbers.fixed(value, decimals);
    }
  }

  /**
   * A value and what is said about it in its cell.
   *
   * @param value the value; not a number is shown as a dash
   * @param spread shown after a plus-minus sign, such as a standard deviation; not a number if
   *     there is none
   * @param note a few words in small letters below, may be empty
   */
  public record Cell(double value, double spread, String note) {

    /** Checks the note. */
    public Cell {
      Objects.requireNonNull(note, "note");
    }

    /** A value alone. */
    public static Cell of(double value) {
      return new Cell(value, Double.NaN, "");
    }
  }

  private record Row(String name, List<Cell> cells) {}

  private final String rowTitle;
  private final List<Column> columns;
  private final List<Row> rows = new ArrayList<>();

  private MetricTable(String rowTitle, List<Column> columns) {
    this.rowTitle = rowTitle;
    this.columns = columns;
  }

  /** A table without rows; {@code rowTitle} is the head of the first column. */
  public static MetricTable of(String rowTitle, List<Column> columns) {
    return new MetricTable(Objects.requireNonNull(rowTitle, "rowTitle"), List.copyOf(columns));
  }

  /** Adds a row; a value that is not a number is shown as a dash. */
  public MetricTable row(String name, double... values) {
    return row(name, Arrays.stream(values).mapToObj(Cell::of).toList());
  }

  /** Adds a row of values with their spreads and notes. */
  public MetricTable row(String name, List<Cell> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "row '%s' has %d values for %d columns".formatted(name, cells.size(), columns.size()));
    }
    rows.add(new Row(name, List.copyOf(cells)));
    return this;
  }

  String toHtml() {
    StringBuilder out =
        new StringBuilder("<div class=\"wide\"><table class=\"metrics\"><thead><tr>");
    out.append("<th scope=\"col\">").append(Html.escape(rowTitle)).append("</th>");
    columns.forEach(column -> out.append(head(column)));
    out.append("</tr></thead><tbody>");
    rows.forEach(row -> appendRow(out, row));
    out.append("</tbody></table></div>");
    return out.append(definitions()).append('\n').toString();
  }

  private static String head(Column column) {
    String arrow =
        switch (column.better()) {
          case HIGHER -> " \u2191";
          case LOWER -> " \u2193";
          case NEITHER -> "";
        };
    String unit = column.unit().isEmpty() ? "" : Html.element("small", column.unit());
    return "<th scope=\"col\"><abbr title=\"%s\">%s</abbr>%s %s</th>"
        .formatted(Html.escape(column.definition()), Html.escape(column.name()), arrow, unit);
  }

  private void appendRow(StringBuilder out, Row row) {
    out.append("<tr><th scope=\"row\">").append(Html.escape(row.name)).append("</th>");
    for (int c = 0; c < columns.size(); c++) {
      Cell cell = row.cells.get(c);
      String text = columns.get(c).format(cell.value());
      out.append(isBest(c, text) ? "<td class=\"best\">" : "<td>").append(text);
      if (!Double.isNaN(cell.spread())) {
        out.append(" \u00b1 ").append(columns.get(c).format(cell.spread()));
      }
      if (!cell.note().isEmpty()) {
        out.append(Html.element("small", cell.note()));
      }
      out.append("</td>");
    }
    out.append("</tr>");
  }

  /** Compares what is shown, so that values equal to the eye are marked alike. */
  private boolean isBest(int column, String text) {
    Better better = columns.get(column).better();
    if (better == Better.NEITHER || rows.size() < 2) {
      return false;
    }
    double best = Double.NaN;
    for (Row row : rows) {
      double value = row.cells.get(column).value();
      boolean beats = better == Better.HIGHER ? value > best : value < best;
      if (beats || Double.isNaN(best)) {
        best = value;
      }
    }
    return !Double.isNaN(best) && columns.get(column).format(best).equals(text);
  }

  private String definitions() {
    StringBuilder out = new StringBuilder("<details class=\"definitions\"><summary>");
    out.append("Definitions</summary><dl>");
    for (Column column : columns) {
      out.append(Html.element("dt", column.name()));
      out.append(Html.element("dd", column.definition() + direction(column.better())));
    }
    return out.append("</dl></details>").toString();
  }

  private static String direction(Better better) {
    return switch (better) {
      case HIGHER -> " (\u2191 higher is better)";
      case LOWER -> " (\u2193 lower is better)";
      case NEITHER -> "";
    };
  }
}
