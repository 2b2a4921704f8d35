package io.tomodrift.pipeline.data;

import io.tomodrift.pipeline.run.UsageFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Formats a volume can be written in, told by the ending of the name or by an option. */
public enum OutputKind {
  /** A folder with one file a slice; the kind of a name without ending. */
  DICOM,
  /** NIfTI-1. */
  NIFTI,
  /** MetaImage. */
  MHA,
  /** NumPy. */
  NPY,
  /** A grey picture, or a montage of all slices. */
  PNG;

  /**
   * The kind a name stands for; a stated kind must not contradict the name.
   *
   * @throws UsageFailure if the ending is not known or contradicts the statement
   */
  public static OutputKind of(Path path, Optional<OutputKind> stated) {
    OutputKind byName = byName(path);
    if (stated.isPresent() && stated.get() != byName) {
      throw new UsageFailure(
          "%s: the name says %s, --format says %s"
              .formatted(path, byName.label(), stated.get().label()));
    }
    return byName;
  }

  private static OutputKind byName(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    for (OutputKind kind : values()) {
      if (kind.endings().stream().anyMatch(name::endsWith)) {
        return kind;
      }
    }
    if (name.contains(".")) {
      throw new UsageFailure(
          "%s: cannot tell the output format from the name; known endings are .nii.gz, .nii, .mha, .mhd, .npz, .npy, .png, and none for a DICOM folder"
              .formatted(path));
    }
    return DICOM;
  }

  private List<String> endings() {
    return switch (this) {
      case DICOM -> List.of();
      case NIFTI -> List.of(".nii", ".nii.gz");
      case MHA -> List.of(".mha", ".mhd");
      case NPY -> List.of(".npy", ".npz");
      case PNG -> List.of(".png");
    };
  }

  /** Lower-case name. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
