package io.tomodrift.learned.data;

/**
 * A linear map of offsets in a slice: {@code column' = columnColumn column + columnRow row}, {@code
 * row' = rowColumn column + rowRow row}.
 */
record PlaneMap(double columnColumn, double columnRow, double rowColumn, double rowRow) {

  static final PlaneMap IDENTITY = new PlaneMap(1, 0, 0, 1);

  double column(double column, double row) {
    return columnColumn * column + columnRow * row;
  }

  double row(double column, double row) {
    return rowColumn * column + rowRow * row;
  }

  /** This map after another. */
  PlaneMap after(PlaneMap first) {
    return new PlaneMap(
        columnColumn * first.columnColumn + columnRow * first.rowColumn,
        columnColumn * first.columnRow + columnRow * first.rowRow,
        rowColumn * first.columnColumn + rowRow * first.rowColumn,
        rowColumn * first.columnRow + rowRow * first.rowRow);
  }

  static PlaneMap flips(boolean columns, boolean rows) {
    return new PlaneMap(columns ? -1 : 1, 0, 0, rows ? -1 : 1);
  }

  /** Exact, so that whole pixels stay whole pixels. */
  static PlaneMap quarterTurns(int count) {
    return switch (Math.floorMod(count, 4)) {
      case 1 -> new PlaneMap(0, -1, 1, 0);
      case 2 -> new PlaneMap(-1, 0, 0, -1);
      case 3 -> new PlaneMap(0, 1, -1, 0);
      default -> IDENTITY;
    };
  }
}
