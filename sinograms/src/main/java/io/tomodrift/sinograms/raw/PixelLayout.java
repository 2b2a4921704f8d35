package io.tomodrift.sinograms.raw;

import io.tomodrift.geometry.error.FormatException;
import java.util.List;

/** In which order a file holds the elements of the detector. */
public enum PixelLayout {
  /** One detector row after the other, as the manual says. */
  ROW_AFTER_ROW,
  /** One detector column after the other: what scanners write. */
  COLUMN_AFTER_COLUMN;

  /** Told by Rows and Columns of the pixel data, never by their names or the maker. */
  static PixelLayout of(DetectorFacts facts, List<String> warnings) {
    boolean byRows =
        facts.rows() == facts.detectorRows() && facts.columns() == facts.detectorColumns();
    boolean byColumns =
        facts.rows() == facts.detectorColumns() && facts.columns() == facts.detectorRows();
    if (!byRows && !byColumns) {
      throw new FormatException(
          ("the pixel data have Rows %d and Columns %d, but the detector has"
                  + " NumberofDetectorRows %d and NumberofDetectorColumns %d; they do not fit either way")
              .formatted(
                  facts.rows(), facts.columns(), facts.detectorRows(), facts.detectorColumns()));
    }
    if (byRows && byColumns) {
      warnings.add(
          "a detector of as many rows as columns (%d): pixel data are taken row after row"
              .formatted(facts.rows()));
    }
    return byRows ? ROW_AFTER_ROW : COLUMN_AFTER_COLUMN;
  }
}
