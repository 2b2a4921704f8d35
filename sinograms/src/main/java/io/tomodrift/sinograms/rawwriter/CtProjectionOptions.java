package io.tomodrift.sinograms.rawwriter;

import io.tomodrift.formats.dicom.TransferSyntax;
import io.tomodrift.geometry.helical.QuantizedViews;
import io.tomodrift.geometry.helical.StoredScale;
import java.util.Objects;

/**
 * How projections are stored.
 *
 * @param scale meaning of the 16 bit values
 * @param syntax implicit VR little endian, as public collections have it, or explicit VR little
 *     endian
 * @param names names of the files
 */
public record CtProjectionOptions(StoredScale scale, TransferSyntax syntax, FileNames names) {

  /** Names of the files of a series. */
  public enum FileNames {
    /** InstanceNumber with leading zeros: names sort in the order of acquisition. */
    IN_ORDER,
    /** The same names dealt out at random by the seed of the run, as in public collections. */
    SHUFFLED
  }

  /** Steps of 2e-4, implicit VR, names in order. */
  public static final CtProjectionOptions DEFAULT =
      new CtProjectionOptions(
          QuantizedViews.WIDE, TransferSyntax.IMPLICIT_LITTLE_ENDIAN, FileNames.IN_ORDER);

  /** Checks that nothing is null. */
  public CtProjectionOptions {
    Objects.requireNonNull(scale, "scale");
    Objects.requireNonNull(syntax, "syntax");
    Objects.requireNonNull(names, "names");
  }

  /** The same with another scale. */
  public CtProjectionOptions withScale(StoredScale other) {
    return new CtProjectionOptions(other, syntax, names);
  }

  /** The same with another transfer syntax. */
  public CtProjectionOptions withSyntax(TransferSyntax other) {
    return new CtProjectionOptions(scale, other, names);
  }

  /** The same with other names. */
  public CtProjectionOptions withNames(FileNames other) {
    return new CtProjectionOptions(scale, syntax, other);
  }
}
