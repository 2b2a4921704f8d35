package io.tomodrift.formats.dicom.series;

/**
 * One series found in a folder.
 *
 * @param seriesUid SeriesInstanceUID
 * @param modality CT, MR, ...
 * @param description SeriesDescription, empty if there is none
 * @param files number of files
 */
public record SeriesSummary(String seriesUid, String modality, String description, int files) {

  @Override
  public String toString() {
    return "%s: %s, %d files%s"
        .formatted(
            seriesUid, modality, files, description.isEmpty() ? "" : ", '" + description + "'");
  }
}
