package io.tomodrift.learned.data;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.metrics.Mask;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A pair of volumes on one grid: what a network is given and what it should give. Both are PLANAR
 * {@code [slice][row][column]}, finite, and not changed by anyone.
 *
 * @param id name of the case, unique in a set
 * @param subject who was scanned; all cases of a subject stay in one part of a split
 * @param kind whether the subject exists
 * @param input what the network is given, HU or arbitrary units
 * @param target what it should give, same shape and frame
 * @param sinogram file with the projections the input was reconstructed from, if they were kept
 * @param iodine file with the true concentration of iodine on the same grid, mg/ml, if it is known
 */
public record TrainingCase(
    String id,
    String subject,
    CaseKind kind,
    Volume input,
    Volume target,
    Optional<Path> sinogram,
    Optional<Path> iodine) {

  /** Checks that the two belong together. */
  public TrainingCase {
    requireName("id", id);
    requireName("subject of case " + id, subject);
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(sinogram, "sinogram");
    Objects.requireNonNull(iodine, "iodine");
    if (!input.stack().sameShape(target.stack())) {
      throw new IllegalArgumentException(
          "case %s: input %s and target %s differ in shape"
              .formatted(id, input.stack(), target.stack()));
    }
    if (!input.frame().equals(target.frame())) {
      throw new IllegalArgumentException(
          "case %s: input and target are not on the same grid: %s and %s"
              .formatted(id, input.frame(), target.frame()));
    }
    input = checked(id, "input", input);
    target = checked(id, "target", target);
  }

  /** A case of which no concentration is known. */
  public TrainingCase(
      String id,
      String subject,
      CaseKind kind,
      Volume input,
      Volume target,
      Optional<Path> sinogram) {
    this(id, subject, kind, input, target, sinogram, Optional.empty());
  }

  private static void requireName(String what, String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(what + " is blank");
    }
  }

  private static Volume checked(String id, String what, Volume volume) {
    FloatStack planar = volume.stack().toLayout(SliceLayout.PLANAR);
    float[] data = planar.data();
    for (int i = 0; i < data.length; i++) {
      if (!Float.isFinite(data[i])) {
        int plane = planar.rows() * planar.columns();
        throw new IllegalArgumentException(
            "case %s: the %s is %s at slice %d, row %d, column %d"
                .formatted(
                    id,
                    what,
                    data[i],
                    i / plane,
                    i % plane / planar.columns(),
                    i % planar.columns()));
      }
    }
    return volume.with(planar, volume.unit());
  }

  /** Where errors count, see {@link BodyMasks}; computed anew at each call. */
  public Mask body() {
    return BodyMasks.of(input, target);
  }

  /** Memory of the values of both volumes. */
  public long bytes() {
    return 2L * Float.BYTES * target.stack().data().length;
  }

  @Override
  public String toString() {
    return "TrainingCase[%s of %s, %s]".formatted(id, subject, target.stack());
  }
}
