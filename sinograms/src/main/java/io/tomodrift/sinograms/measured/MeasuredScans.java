package io.tomodrift.sinograms.measured;

import io.tomodrift.formats.hdf5.Hdf5File;
import io.tomodrift.formats.matlab.MatFile;
import io.tomodrift.formats.matlab.MatStruct;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.GeometryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Reads measured scans; recognises them by extension and content. */
public final class MeasuredScans {

  private MeasuredScans() {}

  /**
   * The scan in a file, or empty if the file is of another kind.
   *
   * @throws IOException if the file cannot be read
   * @throws FormatException if it is such a file, but damaged
   */
  public static Optional<MeasuredScan> read(Path file) throws IOException {
    try {
      return readKnown(file);
    } catch (FormatException | GeometryException e) {
      String message = e.getMessage();
      throw message.contains(file.toString()) ? e : new FormatException(file + ": " + message, e);
    }
  }

  private static Optional<MeasuredScan> readKnown(Path file) throws IOException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".mat")) {
      Optional<MatStruct> data = CtDataMat.find(MatFile.read(file));
      return data.map(struct -> CtDataMat.read(file.toString(), struct));
    }
    if (name.endsWith(".h5") || name.endsWith(".hdf5") || name.endsWith(".hdf")) {
      try (Hdf5File hdf5 = Hdf5File.open(file)) {
        return DataExchange.accepts(hdf5)
            ? Optional.of(DataExchange.read(file.toString(), hdf5))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
