package io.tomodrift.pipeline.simulate;

import io.tomodrift.formats.dicom.series.DicomSeriesInfo;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.phantoms.SolidPhantom;
import io.tomodrift.phantoms.catalogue.PhantomCatalogue;
import io.tomodrift.pipeline.data.AxialSlices;
import io.tomodrift.pipeline.data.Input;
import io.tomodrift.pipeline.data.Inputs;
import io.tomodrift.pipeline.run.InputFailure;
import io.tomodrift.sinograms.raw.RawOptions;
import io.tomodrift.sinograms.raw.RawScan;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is scanned. */
public sealed interface SimulationSubject {

  /** What had to be assumed or looks wrong. */
  List<String> warnings();

  /**
   * A phantom with exact line integrals.
   *
   * @param phantom its solids, gantry frame, 1/mm
   */
  record OfPhantom(SolidPhantom phantom) implements SimulationSubject {
    @Override
    public List<String> warnings() {
      return List.of();
    }
  }

  /**
   * A volume.
   *
   * @param path where it was
   * @param hu axial slices of square pixels in HU, nothing below -1000
   * @param dicom its headers, if it was a DICOM series
   * @param warnings what had to be assumed
   */
  record OfVolume(Path path, Volume hu, Optional<DicomSeriesInfo> dicom, List<String> warnings)
      implements SimulationSubject {

    /** Copies the list. */
    public OfVolume {
      warnings = List.copyOf(warnings);
    }

    /** Whether its axes are those of a patient. */
    boolean ofPatient() {
      return hu.frame().space() == FrameSpace.PATIENT_LPS;
    }
  }

  /**
   * Raw data.
   *
   * @param path where they were
   * @param scan the views
   */
  record OfRawData(Path path, RawScan scan) implements SimulationSubject {
    @Override
    public List<String> warnings() {
      return scan.warnings();
    }
  }

  /**
   * Finds a subject: a file or folder of that name, else a phantom.
   *
   * @param reading series of a DICOM folder, and how raw data are read
   */
  static SimulationSubject of(String text, RawOptions reading, RunContext context) {
    Optional<Path> path = existing(text);
    if (path.isEmpty()) {
      return new OfPhantom(phantom(text));
    }
    Input input = Inputs.read(path.get(), reading, context);
    if (input instanceof Input.OfRawScan raw) {
      return new OfRawData(path.get(), raw.scan());
    }
    if (input instanceof Input.OfVolume volume) {
      return volume(volume);
    }
    throw new InputFailure(
        "%s: is a %s; a volume, raw data or the name of a phantom was expected"
            .formatted(text, input.kind()));
  }

  private static Optional<Path> existing(String text) {
    try {
      return Optional.of(Path.of(text)).filter(Files::exists);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static SolidPhantom phantom(String name) {
    for (PhantomCatalogue entry : PhantomCatalogue.values()) {
      if (id(entry).equals(name.toLowerCase(Locale.ROOT)) && entry.solid().isPresent()) {
        return entry.solid().get();
      }
    }
    String known =
        Arrays.stream(PhantomCatalogue.values())
            .filter(entry -> entry.solid().isPresent())
            .map(SimulationSubject::id)
            .collect(Collectors.joining(", "));
    throw new InputFailure(
        "%s: no such file or folder, and no solid phantom of that name; phantoms are %s"
            .formatted(name, known));
  }

  private static String id(PhantomCatalogue entry) {
    return entry.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static OfVolume volume(Input.OfVolume input) {
    Volume original = input.volume();
    if (original.unit() != VolumeUnit.HU) {
      throw new InputFailure(
          "%s: a CT volume in HU is needed, this one is in %s"
              .formatted(input.path(), original.unit().symbol()));
    }
    Inputs.requireFinite(input.path(), original.stack());
    List<String> warnings = new ArrayList<>(input.warnings());
    Volume axial = AxialSlices.of(input.path(), original).volume();
    FloatStack stack = axial.stack().copy();
    long below = 0;
    for (int i = 0; i < stack.data().length; i++) {
      if (stack.data()[i] < -1000) {
        stack.data()[i] = -1000;
        below++;
      }
    }
    if (below > 0) {
      warnings.add("%d values below -1000 HU were set to -1000".formatted(below));
    }
    return new OfVolume(input.path(), axial.with(stack, VolumeUnit.HU), input.dicom(), warnings);
  }
}
