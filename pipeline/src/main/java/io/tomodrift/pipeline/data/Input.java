package io.tomodrift.pipeline.data;

import io.tomodrift.formats.dicom.series.DicomSeriesInfo;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.sinograms.raw.RawScan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An input file or folder, read. */
public sealed interface Input {

  /** Where it was. */
  Path path();

  /** What kind of file it is, for people. */
  String kind();

  /** What had to be assumed or looks wrong. */
  List<String> warnings();

  /**
   * Image slices.
   *
   * @param volume values and place
   * @param dicom the headers, if it was a DICOM series
   */
  record OfVolume(
      Path path, String kind, List<String> warnings, Volume volume, Optional<DicomSeriesInfo> dicom)
      implements Input {

    /** Copies the list. */
    public OfVolume {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Projections.
   *
   * @param sinogram values and geometry
   */
  record OfSinogram(Path path, String kind, List<String> warnings, Sinogram sinogram)
      implements Input {

    /** Copies the list. */
    public OfSinogram {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Raw data of a helical scan.
   *
   * @param scan headers, geometry and access to the views
   */
  record OfRawScan(Path path, String kind, List<String> warnings, RawScan scan) implements Input {

    /** Copies the list. */
    public OfRawScan {
      warnings = List.copyOf(warnings);
    }
  }
}
