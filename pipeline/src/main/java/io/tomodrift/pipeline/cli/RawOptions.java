package io.tomodrift.pipeline.cli;

import io.tomodrift.pipeline.raw.RawRequest;
import io.tomodrift.sinograms.rebin.FocalSpotViews;
import io.tomodrift.sinograms.rebin.RayInterpolation;
import io.tomodrift.sinograms.rebin.RebinMode;
import io.tomodrift.sinograms.rebin.RebinSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Options of a reconstruction from helical raw data. */
final class RawOptions {

  @Option(
      names = "--z",
      paramLabel = "A:B",
      converter = MillimetreRange.Converter.class,
      description =
          "Slices from A to B mm, z of the patient if the raw data say how it lies, else Z of the gantry. Default: all the scan covers, see `tomodrift info`.")
  private MillimetreRange z;

  @Option(
      names = "--slice-spacing-mm",
      paramLabel = "S",
      description = "Distance of the slices, mm. Default: 1.")
  private Double sliceSpacingMm;

  @Option(
      names = "--slice-thickness-mm",
      paramLabel = "T",
      description = "Thickness of the slices, mm, 0 for that of the detector rows. Default: 0.")
  private Double sliceThicknessMm;

  @Option(
      names = "--rebin",
      paramLabel = "MODE",
      converter = ModeConverter.class,
      description =
          "Rays that make a fan-beam view: weighted (all, those near the middle row count more), nearest180, short-scan, turn360. Default: weighted.")
  private RebinMode mode;

  @Option(
      names = "--focal-spot-views",
      paramLabel = "HOW",
      converter = FocalSpotConverter.class,
      description =
          "Positions of a flying focal spot: fold (interlaced into common views) or all (a view each). Default: fold.")
  private FocalSpotViews focalSpotViews;

  @Option(
      names = "--ray-interpolation",
      paramLabel = "KIND",
      converter = InterpolationConverter.class,
      description = "Between measured views and columns: linear or cubic. Default: cubic.")
  private RayInterpolation interpolation;

  @Option(
      names = "--save-sinogram",
      paramLabel = "FILE",
      description = "Also write the rebinned projections of all views (.npz).")
  private Path sinogram;

  @Option(
      names = "--full-view-out",
      paramLabel = "PATH",
      description = "With --views: also write the reconstruction from all views, made identically.")
  private Path fullView;

  @Option(
      names = "--like",
      paramLabel = "VOLUME",
      description =
          "Make the slices of this volume: its pixels, positions and spacing; the report compares them.")
  private Path like;

  @Option(
      names = "--incomplete",
      description = "Accept slices for which the scan has not every ray.")
  private boolean incomplete;

  @Option(
      names = "--skip-checks",
      description =
          "Take the views as they are; do not look for dead elements and implausible numbers.")
  private boolean skipChecks;

  /** The first option given, if any. */
  Optional<String> first() {
    if (z != null) {
      return Optional.of("--z");
    }
    if (sliceSpacingMm != null) {
      return Optional.of("--slice-spacing-mm");
    }
    if (sliceThicknessMm != null) {
      return Optional.of("--slice-thickness-mm");
    }
    if (mode != null) {
      return Optional.of("--rebin");
    }
    if (focalSpotViews != null) {
      return Optional.of("--focal-spot-views");
    }
    if (interpolation != null) {
      return Optional.of("--ray-interpolation");
    }
    return firstOfOutputs();
  }

  private Optional<String> firstOfOutputs() {
    if (sinogram != null) {
      return Optional.of("--save-sinogram");
    }
    if (fullView != null) {
      return Optional.of("--full-view-out");
    }
    if (like != null) {
      return Optional.of("--like");
    }
    if (incomplete) {
      return Optional.of("--incomplete");
    }
    return skipChecks ? Optional.of("--skip-checks") : Optional.empty();
  }

  void requireRanges() {
    Ranges.positive("--slice-spacing-mm", sliceSpacingMm);
    Ranges.notNegative("--slice-thickness-mm", sliceThicknessMm);
  }

  MillimetreRange z() {
    return z == null ? MillimetreRange.ALL : z;
  }

  Optional<Double> sliceSpacingMm() {
    return Optional.ofNullable(sliceSpacingMm);
  }

  double sliceThicknessMm() {
    return sliceThicknessMm == null ? 0 : sliceThicknessMm;
  }

  Optional<Path> sinogram() {
    return Optional.ofNullable(sinogram);
  }

  Optional<Path> fullView() {
    return Optional.ofNullable(fullView);
  }

  Optional<Path> like() {
    return Optional.ofNullable(like);
  }

  boolean incomplete() {
    return incomplete;
  }

  boolean skipChecks() {
    return skipChecks;
  }

  RebinSettings settings() {
    RebinSettings settings = RebinSettings.defaults();
    if (mode != null) {
      settings = settings.withMode(mode);
    }
    if (focalSpotViews != null) {
      settings = settings.withFocalSpotViews(focalSpotViews);
    }
    return interpolation == null ? settings : settings.withInterpolation(interpolation);
  }

  /** The settings for a manifest. */
  void describe(Map<String, Object> configuration) {
    RebinSettings settings = settings();
    configuration.put("z", z().toString());
    configuration.put("sliceSpacingMm", sliceSpacingMm().orElse(RawRequest.DEFAULT_SPACING_MM));
    configuration.put("sliceThicknessMm", sliceThicknessMm());
    configuration.put("rebin", FbpOptions.hyphens(settings.mode()));
    configuration.put("focalSpotViews", FbpOptions.hyphens(settings.focalSpotViews()));
    configuration.put("rayInterpolation", FbpOptions.hyphens(settings.interpolation()));
    configuration.put("incomplete", incomplete);
    configuration.put("skipChecks", skipChecks);
    like().ifPresent(path -> configuration.put("like", path.toString()));
  }

  static final class ModeConverter implements ITypeConverter<RebinMode> {
    @Override
    public RebinMode convert(String text) {
      return FbpOptions.parse(RebinMode.class, text);
    }
  }

  static final class FocalSpotConverter implements ITypeConverter<FocalSpotViews> {
    @Override
    public FocalSpotViews convert(String text) {
      return FbpOptions.parse(FocalSpotViews.class, text);
    }
  }

  static final class InterpolationConverter implements ITypeConverter<RayInterpolation> {
    @Override
    public RayInterpolation convert(String text) {
      return FbpOptions.parse(RayInterpolation.class, text);
    }
  }
}
