package io.tomodrift.formats.dicom.series;

import io.tomodrift.geometry.stack.Volume;
import java.util.List;
import java.util.Objects;

/**
 * An image series as read.
 *
 * @param volume the slices, layout PLANAR, patient frame; HU for CT, otherwise ARBITRARY
 * @param info what else the headers say
 * @param warnings what is unusual about the series, in sentences for the user
 */
public record DicomSeries(Volume volume, DicomSeriesInfo info, List<String> warnings) {

  /** Copies the list. */
  public DicomSeries {
    Objects.requireNonNull(volume, "volume");
    Objects.requireNonNull(info, "info");
    warnings = List.copyOf(warnings);
  }
}
