package io.tomodrift.pipeline.data;

import io.tomodrift.formats.dicom.series.DicomSeries;
import io.tomodrift.formats.dicom.series.DicomSeriesReader;
import io.tomodrift.formats.dicom.series.DicomVolumeReader;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.pipeline.data.Input.OfVolume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** DICOM image series as inputs. */
final class DicomInputs {

  private DicomInputs() {}

  static boolean accepts(Path path) throws IOException {
    return new DicomVolumeReader().accepts(path);
  }

  static OfVolume read(Path path, String seriesUid, RunContext context) throws IOException {
    DicomSeries series = new DicomSeriesReader().read(path, seriesUid, context);
    return new OfVolume(
        path,
        "DICOM %s series".formatted(series.info().modality()),
        series.warnings(),
        series.volume(),
        Optional.of(series.info()));
  }
}
