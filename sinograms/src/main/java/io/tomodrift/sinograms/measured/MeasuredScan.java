package io.tomodrift.sinograms.measured;

import io.tomodrift.geometry.stack.Sinogram;
import java.util.List;
import java.util.Objects;

/**
 * A scan as read from a file.
 *
 * @param sinogram line integrals with their geometry
 * @param kind what kind of file it was
 * @param warnings what was assumed or estimated because the file does not say it
 */
public record MeasuredScan(Sinogram sinogram, String kind, List<String> warnings) {

  /** Copies the list. */
  public MeasuredScan {
    Objects.requireNonNull(sinogram, "sinogram");
    Objects.requireNonNull(kind, "kind");
    warnings = List.copyOf(warnings);
  }
}
