package io.tomodrift.pipeline.evaluate;

import java.util.Optional;

/**
 * Where errors are measured beside the whole image.
 *
 * @param kind how the mask is found
 * @param folder masks of the cases, for {@link Kind#FILES}
 */
public record MaskChoice(Kind kind, Optional<CaseFolder> folder) {

  /** How a mask is found. */
  public enum Kind {
    /** The body of the reference: above -500 HU, largest component, holes filled. */
    BODY,
    /** No mask: the whole image only. */
    NONE,
    /** A file a case; voxels that are not 0 belong to the mask. */
    FILES
  }

  /** The body of the reference. */
  public static final MaskChoice BODY = new MaskChoice(Kind.BODY, Optional.empty());

  /** The whole image only. */
  public static final MaskChoice NONE = new MaskChoice(Kind.NONE, Optional.empty());

  /** Checks that files come with their folder. */
  public MaskChoice {
    if ((kind == Kind.FILES) != folder.isPresent()) {
      throw new IllegalArgumentException("a folder goes with masks from files, and only with them");
    }
  }

  /** Masks from files. */
  public static MaskChoice files(CaseFolder folder) {
    return new MaskChoice(Kind.FILES, Optional.of(folder));
  }

  /** In words, for tables. */
  public String describe() {
    return switch (kind) {
      case BODY ->
          "body of the reference (above -500 HU, largest component, holes filled slice by slice)";
      case NONE -> "none, whole image";
      case FILES -> "voxels that are not 0 in " + folder.orElseThrow().path();
    };
  }
}
