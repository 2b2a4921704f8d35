package io.tomodrift.formats.frame;

import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Unit and coordinate system as text of at most 79 characters, for the comment fields of NIfTI and
 * MetaImage: {@code tomodrift unit=HU space=PATIENT_LPS}.
 *
 * @param unit what the values mean
 * @param space coordinate system the volume was in when it was written
 */
public record VolumeNote(VolumeUnit unit, FrameSpace space) {

  private static final Pattern TEXT =
      Pattern.compile("tomodrift unit=(PER_MM|HU|ARBITRARY) space=(GANTRY|PATIENT_LPS)");

  /** The note of a volume. */
  public static VolumeNote of(Volume volume) {
    return new VolumeNote(volume.unit(), volume.frame().space());
  }

  /** Finds a note in a comment; empty if another program wrote it. */
  public static Optional<VolumeNote> find(String comment) {
    Matcher matcher = TEXT.matcher(comment);
    return matcher.find()
        ? Optional.of(
            new VolumeNote(
                VolumeUnit.valueOf(matcher.group(1)), FrameSpace.valueOf(matcher.group(2))))
        : Optional.empty();
  }

  /** The text that {@link #find} recognises. */
  public String text() {
    return "tomodrift unit=" + unit.name() + " space=" + space.name();
  }
}
