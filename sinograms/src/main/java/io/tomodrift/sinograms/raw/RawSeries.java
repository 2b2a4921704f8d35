package io.tomodrift.sinograms.raw;

import java.util.OptionalDouble;

/**
 * One series of projections found in a folder. What differs in any of the first components is not
 * one scan.
 *
 * @param seriesUid SeriesInstanceUID
 * @param patientId PatientID
 * @param tubeVoltageKv KVP, kV
 * @param spectrum SpectrumIndex, from 1
 * @param description SeriesDescription, such as "Full dose projections"
 * @param files number of files
 * @param views number of views
 */
public record RawSeries(
    String seriesUid,
    String patientId,
    OptionalDouble tubeVoltageKv,
    int spectrum,
    String description,
    int files,
    int views) {

  @Override
  public String toString() {
    String voltage =
        tubeVoltageKv.isPresent() ? "%.0f kV".formatted(tubeVoltageKv.getAsDouble()) : "no KVP";
    return "%s: '%s', patient %s, %s, spectrum %d, %d views in %d files"
        .formatted(seriesUid, description, patientId, voltage, spectrum, views, files);
  }
}
