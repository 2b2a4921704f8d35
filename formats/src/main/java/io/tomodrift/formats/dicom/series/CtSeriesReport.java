package io.tomodrift.formats.dicom.series;

import java.util.List;

/**
 * What was written.
 *
 * @param files number of files, one a slice
 * @param seriesUid SeriesInstanceUID of the new series
 * @param bitsStored 12 (unsigned) or 16 (signed)
 * @param clippedVoxels number of values beyond what can be stored
 * @param warnings what the user should know, in sentences
 */
public record CtSeriesReport(
    int files, String seriesUid, int bitsStored, long clippedVoxels, List<String> warnings) {

  /** Copies the list. */
  public CtSeriesReport {
    warnings = List.copyOf(warnings);
  }
}
