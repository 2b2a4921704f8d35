package io.tomodrift.sinograms.raw;

import io.tomodrift.formats.dicom.PixelSource;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/** What became of one file of a folder. */
sealed interface ParsedFile {

  /** The file. */
  Path path();

  /**
   * A file of projections.
   *
   * @param identity the series
   * @param detector what must not differ within it
   * @param scan what the header says about the scan
   * @param views one a frame, without file index
   * @param missing required elements that are absent
   * @param pixels the pixel data
   * @param order byte order of the pixel data
   * @param transferSyntax name of the transfer syntax
   * @param photonStatistics whether there are PhotonStatistics
   */
  record Raw(
      Path path,
      Identity identity,
      DetectorFacts detector,
      ScanFacts scan,
      List<ViewRecord> views,
      List<Integer> missing,
      PixelSource pixels,
      ByteOrder order,
      String transferSyntax,
      boolean photonStatistics)
      implements ParsedFile {}

  /** A DICOM file of another kind: image, report, or raw data whose private elements are gone. */
  record Other(Path path, String seriesUid, String kind, String description)
      implements ParsedFile {}

  /** A DICOM file that is damaged. */
  record Broken(Path path, String problem) implements ParsedFile {}

  /** No DICOM. */
  record Foreign(Path path) implements ParsedFile {}
}
