package io.tomodrift.pipeline.evaluate;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.metrics.Mask;
import io.tomodrift.pipeline.data.Input.OfVolume;
import io.tomodrift.pipeline.data.Inputs;
import io.tomodrift.pipeline.run.InputFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the images of cases and refuses what cannot be compared. */
final class CaseReader {

  private static final double SAME_SPACING = 1e-3;
  private static final double SAME_DIRECTION = 0.999;
  private static final double SAME_PLACE = 0.01;

  private final EvaluationSettings settings;
  private final RunContext context;

  CaseReader(EvaluationSettings settings, RunContext context) {
    this.settings = settings;
    this.context = context;
  }

  /**
   * An image, cut to the region.
   *
   * @param path where it was
   * @param volume the values, HU
   * @param whole the values before cutting
   * @param placed true if the file states the size of the voxels
   * @param notes what had to be assumed
   */
  record Image(Path path, Volume volume, Volume whole, boolean placed, List<String> notes) {}

  /**
   * Reads a reference.
   *
   * @throws InputFailure if it cannot be read, is not in HU, holds NaN or is too small
   */
  Image reference(Path path) {
    Image image = read(path);
    FloatStack stack = image.volume().stack();
    int window = settings.ssim().size();
    if (Math.min(stack.rows(), stack.columns()) < window) {
      throw new InputFailure(
          "%s: slices of %d x %d pixels are too small; SSIM needs %d x %d"
              .formatted(path, stack.rows(), stack.columns(), window, window));
    }
    return image;
  }

  /**
   * Reads an image to be compared with a reference.
   *
   * @throws InputFailure as for a reference, and if shape, voxels or axes differ
   */
  Image test(Path path, Image reference) {
    Image image = read(path);
    requireShape(path, image.whole().stack(), reference.path(), reference.whole().stack());
    List<String> notes = new ArrayList<>(image.notes());
    if (image.placed() && reference.placed()) {
      requireSpacing(image, reference);
      placeNote(image, reference).ifPresent(notes::add);
    }
    return new Image(path, image.volume(), image.whole(), image.placed(), notes);
  }

  /** Where errors are measured; empty for every voxel. */
  Optional<Mask> mask(CasePaths paths, Image reference) {
    return switch (settings.mask().kind()) {
      case NONE -> Optional.empty();
      case BODY -> Optional.of(bodyMask(paths, reference));
      case FILES -> Optional.of(fileMask(paths.mask().orElseThrow(), reference));
    };
  }

  /** The body is that of the whole image, of which the region may hold a part. */
  private Mask bodyMask(CasePaths paths, Image reference) {
    Mask whole = Tissue.bodyOf(reference.whole().stack());
    Mask body = settings.region().isEmpty() ? whole : cut(whole, reference);
    if (body.count() == 0) {
      throw new InputFailure(
          "%s: case %s has no voxel of the body (above -500 HU); choose --mask none or masks from files"
              .formatted(reference.path(), paths.name()));
    }
    return body;
  }

  private Mask cut(Mask mask, Image reference) {
    boolean[] inside = mask.toArray();
    FloatStack numbers = FloatStack.planar(mask.slices(), mask.rows(), mask.columns());
    for (int i = 0; i < inside.length; i++) {
      numbers.data()[i] = inside[i] ? 1 : 0;
    }
    return inside(reference.path(), reference.whole().with(numbers, VolumeUnit.ARBITRARY));
  }

  private Mask fileMask(Path path, Image reference) {
    OfVolume input = Inputs.volume(path, context);
    Inputs.requireFinite(path, input.volume().stack());
    requireShape(path, input.volume().stack(), reference.path(), reference.whole().stack());
    Mask mask = inside(path, input.volume());
    if (mask.count() == 0) {
      throw new InputFailure(path + ": the mask is empty; voxels that are not 0 belong to it");
    }
    return mask;
  }

  /**
   * The voxels of each band, by its name.
   *
   * @throws InputFailure if a volume cannot be read or has another grid than the reference
   */
  Map<Band, Mask> bands(CasePaths paths, Image reference) {
    Map<Band, Mask> masks = new LinkedHashMap<>();
    for (Band band : settings.bands()) {
      Path path = paths.bands().get(band.name());
      OfVolume input = Inputs.volume(path, context);
      Volume volume = input.volume();
      Inputs.requireFinite(path, volume.stack());
      String what = "case %s, --within %s: ".formatted(paths.name(), band.name());
      requireShape(what + path, volume.stack(), reference.path(), reference.whole().stack());
      Image image = new Image(path, cut(path, volume), volume, placed(input), List.of());
      if (image.placed() && reference.placed()) {
        requireSpacing(image, reference);
      }
      masks.put(band, band.in(image.volume().stack()));
    }
    return masks;
  }

  private Mask inside(Path path, Volume volume) {
    FloatStack stack = cut(path, volume).stack();
    boolean[] inside = new boolean[stack.data().length];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = stack.data()[i] != 0;
    }
    return Mask.of(inside, stack.slices(), stack.rows(), stack.columns());
  }

  private Image read(Path path) {
    OfVolume input = Inputs.volume(path, context);
    Volume volume = input.volume();
    Inputs.requireFinite(path, volume.stack());
    if (volume.unit() != VolumeUnit.HU) {
      throw new InputFailure(
          "%s: is in %s, and evaluation needs HU; convert it with `tomodrift convert --unit hu`"
              .formatted(path, volume.unit().symbol()));
    }
    return new Image(path, cut(path, volume), volume, placed(input), input.warnings());
  }

  /** The readers of formats without a voxel size say so, and take 1 mm. */
  private static boolean placed(OfVolume input) {
    return input.warnings().stream().noneMatch(text -> text.contains("voxel size"));
  }

  private Volume cut(Path path, Volume volume) {
    if (settings.region().isPresent()) {
      return settings.region().get().cut(volume, path.toString());
    }
    FloatStack planar = volume.stack().toLayout(SliceLayout.PLANAR);
    return new Volume(planar, volume.frame(), volume.unit());
  }

  private static void requireShape(
      Object path, FloatStack stack, Path referencePath, FloatStack reference) {
    if (!stack.sameShape(reference)) {
      throw new InputFailure(
          "%s has %d slices of %d x %d, its reference %s has %d of %d x %d: only equal sizes can be compared"
              .formatted(
                  path,
                  stack.slices(),
                  stack.rows(),
                  stack.columns(),
                  referencePath,
                  reference.slices(),
                  reference.rows(),
                  reference.columns()));
    }
  }

  private static void requireSpacing(Image image, Image reference) {
    VolumeFrame a = reference.volume().frame();
    VolumeFrame b = image.volume().frame();
    boolean slicesCount = image.volume().slices() > 1;
    if (differs(a.columnSpacingMm(), b.columnSpacingMm())
        || differs(a.rowSpacingMm(), b.rowSpacingMm())
        || (slicesCount && differs(a.sliceSpacingMm(), b.sliceSpacingMm()))) {
      throw new InputFailure(
          "%s has voxels of %s mm, its reference %s of %s mm: resample one of them first"
              .formatted(image.path(), voxel(b), reference.path(), voxel(a)));
    }
    if (otherAxes(a, b, slicesCount)) {
      throw new InputFailure(
          "%s and its reference %s have different axes (columns %s and %s, rows %s and %s, slices %s and %s): write both in one orientation first"
              .formatted(
                  image.path(),
                  reference.path(),
                  b.columnDirection(),
                  a.columnDirection(),
                  b.rowDirection(),
                  a.rowDirection(),
                  b.sliceDirection(),
                  a.sliceDirection()));
    }
  }

  /** Between patient and gantry only the order of the slices can be told. */
  private static boolean otherAxes(VolumeFrame a, VolumeFrame b, boolean slicesCount) {
    if (a.space() != b.space()) {
      return slicesCount && a.sliceDirection().z() * b.sliceDirection().z() < 0;
    }
    return turned(a.columnDirection().dot(b.columnDirection()))
        || turned(a.rowDirection().dot(b.rowDirection()))
        || (slicesCount && turned(a.sliceDirection().dot(b.sliceDirection())));
  }

  private static boolean differs(double a, double b) {
    return Math.abs(a - b) > SAME_SPACING * a;
  }

  private static boolean turned(double cosine) {
    return cosine < SAME_DIRECTION;
  }

  private static String voxel(VolumeFrame frame) {
    return "%.4f x %.4f x %.4f"
        .formatted(frame.columnSpacingMm(), frame.rowSpacingMm(), frame.sliceSpacingMm());
  }

  private static Optional<String> placeNote(Image image, Image reference) {
    VolumeFrame a = reference.volume().frame();
    VolumeFrame b = image.volume().frame();
    if (a.space() != b.space()) {
      return Optional.of(
          "one image is placed in the patient, the other in the gantry; voxels are compared by index");
    }
    double apart = a.originMm().minus(b.originMm()).norm();
    return apart > SAME_PLACE * a.columnSpacingMm()
        ? Optional.of(
            "the images are %.2f mm apart in space; voxels are compared by index".formatted(apart))
        : Optional.empty();
  }
}
