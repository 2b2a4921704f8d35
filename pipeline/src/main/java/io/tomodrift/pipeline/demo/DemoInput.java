package io.tomodrift.pipeline.demo;

import io.tomodrift.formats.dicom.series.DicomSeriesInfo;
import io.tomodrift.formats.volume.AxialOrientation;
import io.tomodrift.formats.volume.VolumeResampling;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.phantoms.anatomy.AnatomySettings;
import io.tomodrift.phantoms.anatomy.AnthropomorphicGenerator;
import io.tomodrift.phantoms.anatomy.BodyRegion;
import io.tomodrift.pipeline.data.Input.OfVolume;
import io.tomodrift.pipeline.data.Inputs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The volume of a demonstration: axial slices of square pixels in HU, nothing below -1000.
 *
 * @param name what it is, for the report
 * @param volume the slices
 * @param file where it came from; empty for a phantom
 * @param dicom its headers, if it was a DICOM series
 * @param notes what was done to it
 */
public record DemoInput(
    String name,
    Volume volume,
    Optional<Path> file,
    Optional<DicomSeriesInfo> dicom,
    List<String> notes) {

  private static final int PHANTOM_SIDE = 512;
  private static final double PHANTOM_SPACING_MM = 2;
  private static final double TRUNK_PIXEL_MM = 0.8;
  private static final double HEAD_PIXEL_MM = 0.5;
  private static final float AIR_HU = -1000;

  /** Copies the list. */
  public DemoInput {
    notes = List.copyOf(notes);
  }

  /** A random phantom of the given region; the seed of the context decides which. */
  public static DemoInput phantom(BodyRegion region, int slices, RunContext context) {
    if (slices < 1) {
      throw new GeometryException("a phantom needs at least one slice, got " + slices);
    }
    double pixel = region == BodyRegion.HEAD ? HEAD_PIXEL_MM : TRUNK_PIXEL_MM;
    ImageGrid grid = ImageGrid.square(PHANTOM_SIDE, pixel);
    Volume hu =
        new AnthropomorphicGenerator(
                AnatomySettings.volume(region, grid, slices, PHANTOM_SPACING_MM))
            .generate(context)
            .hu();
    String name =
        "random phantom, %s, seed %d"
            .formatted(region.name().toLowerCase(Locale.ROOT), context.seed());
    return new DemoInput(name, hu, Optional.empty(), Optional.empty(), List.of());
  }

  /** A volume from a file, turned to axial slices of square pixels. */
  public static DemoInput of(OfVolume input) {
    Volume original = input.volume();
    if (original.unit() != VolumeUnit.HU) {
      throw new FormatException(
          "%s: the demonstration needs a CT volume in HU, this one is in %s"
              .formatted(input.path(), original.unit().symbol()));
    }
    Inputs.requireFinite(input.path(), original.stack());
    List<String> notes = new ArrayList<>(input.warnings());
    AxialOrientation axial = AxialOrientation.of(original);
    if (axial.isOblique()) {
      notes.add(
          "the slices are tilted by %.1f degrees; each is scanned as if it were axial"
              .formatted(axial.obliqueDegrees()));
    }
    Volume volume = squarePixels(axial.volume(), notes);
    return new DemoInput(
        String.valueOf(input.path().getFileName()),
        clipped(volume, notes),
        Optional.of(input.path()),
        input.dicom(),
        notes);
  }

  private static Volume squarePixels(Volume volume, List<String> notes) {
    VolumeFrame frame = volume.frame();
    double ratio = frame.columnSpacingMm() / frame.rowSpacingMm();
    if (Math.abs(ratio - 1) < 1e-3) {
      return volume;
    }
    notes.add(
        "pixels of %.3f x %.3f mm were resampled to squares"
            .formatted(frame.columnSpacingMm(), frame.rowSpacingMm()));
    return VolumeResampling.toSquarePixels(volume);
  }

  /** Nothing attenuates less than vacuum: values below -1000 HU cannot be projected. */
  private static Volume clipped(Volume volume, List<String> notes) {
    FloatStack stack = volume.stack().copy();
    int below = 0;
    for (int i = 0; i < stack.data().length; i++) {
      if (stack.data()[i] < AIR_HU) {
        stack.data()[i] = AIR_HU;
        below++;
      }
    }
    if (below > 0) {
      notes.add("%d values below -1000 HU were set to -1000".formatted(below));
    }
    return volume.with(stack, VolumeUnit.HU);
  }

  /** Slices {@code from} to {@code to - 1}. */
  public DemoInput slices(int from, int to) {
    return new DemoInput(name, volume.slices(from, to), file, dicom, notes);
  }
}
