package io.tomodrift.pipeline.data;

import io.tomodrift.pipeline.run.InputFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Formats a volume can be written in, told by the ending of the name or by an option. */
public enum OutputKind {
  /** A folder with one file a slice; the kind of a name without ending. */
  DICOM(""),
  /** NIfTI-1. */
  NIFTI(".nii", ".nii.gz"),
  /** MetaImage. */
  MHA(".mha", ".mhd"),
  /** NumPy. */
  NPY(".npy", ".npz"),
  /** A grey picture, or a montage of all slices. */
  PNG(".png");

  private final List<String> endings;

  OutputKind(String... endings) {
    this.endings = List.of(endings);
  }

  /** The kind a name stands for; a stated kind must not contradict the name. */
  public static OutputKind of(Path path, Optional<OutputKind> stated) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    Optional<OutputKind> byName = byName(name);
    if (byName.isEmpty()) {
      throw new InputFailure(
          "%s: cannot tell the output format from the name; known endings are .nii.gz, .nii, .mha, .mhd, .npz, .npy, .png, and none for a DICOM folder"
              .formatted(path));
    }
    if (stated.isPresent() && stated.get() != byName.get()) {
      throw new InputFailure(
          "%s: the name says %s, --format says %s"
              .formatted(path, byName.get().label(), stated.get().label()));
    }
    return byName.get();
  }

  private static Optional<OutputKind> byName(String name) {
    for (OutputKind kind : values()) {
      if (kind != DICOM && kind.endings.stream().anyMatch(name::endsWith)) {
        return Optional.of(kind);
      }
    }
    return name.contains(".") ? Optional.empty() : Optional.of(DICOM);
  }

  /** Lower-case name. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
