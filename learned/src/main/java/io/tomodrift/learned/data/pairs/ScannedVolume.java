package io.tomodrift.learned.data.pairs;

import io.tomodrift.formats.dicom.series.DicomVolumeReader;
import io.tomodrift.formats.volume.AxialOrientation;
import io.tomodrift.formats.volume.LoadedVolume;
import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.formats.volume.VolumeResampling;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.learned.data.CaseKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A CT volume of a patient, turned to axial slices of square pixels, of which slabs are scanned. A
 * tilted stack is scanned slice by slice as if it were axial. The volume is read when the first
 * slab is wanted and stays in memory.
 *
 * <p><b>Threading</b>: safe for any number of threads.
 */
public final class ScannedVolume {

  private static final Logger LOG = LoggerFactory.getLogger(ScannedVolume.class);

  private final String subject;
  private final Path path;
  private final OptionalDouble pixelMm;
  private final String digest;
  private Volume loaded;

  private ScannedVolume(String subject, Path path, OptionalDouble pixelMm, String digest) {
    this.subject = subject;
    this.path = path;
    this.pixelMm = pixelMm;
    this.digest = digest;
  }

  /**
   * A volume that is still to be read; its file or files are summed up here.
   *
   * @param subject who was scanned
   * @param path DICOM folder, or a file of a known format
   * @param pixelMm side of the pixels to resample to by linear interpolation, mm; empty to keep
   *     them, or the smaller of two sides
   * @throws IOException if a file cannot be read
   */
  public static ScannedVolume of(String subject, Path path, OptionalDouble pixelMm)
      throws IOException {
    Objects.requireNonNull(subject, "subject");
    return new ScannedVolume(subject, path, pixelMm, Digests.ofFiles(path));
  }

  /**
   * Slabs spread over the volume.
   *
   * @param first first slice of the first slab
   * @param every distance from the beginning of a slab to the next, slices
   * @param count slabs
   * @param slices slices of a slab
   */
  public List<ImageSource> slabs(int first, int every, int count, int slices) {
    if (first < 0 || every < 1 || count < 1 || slices < 1) {
      throw new IllegalArgumentException(
          "%s: slabs need a first slice of 0 or more, and a distance, a count and slices of 1 or more, got %d, %d, %d and %d"
              .formatted(subject, first, every, count, slices));
    }
    List<ImageSource> slabs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      slabs.add(new Slab(this, first + i * every, slices));
    }
    return slabs;
  }

  /**
   * The volume, HU.
   *
   * @throws IOException if it cannot be read
   * @throws FormatException if it is not in HU
   */
  public synchronized Volume volume(RunContext context) throws IOException {
    if (loaded == null) {
      Volume axial = axial(read(context));
      loaded =
          pixelMm.isPresent()
              ? VolumeResampling.toSquarePixels(axial, pixelMm.getAsDouble())
              : VolumeResampling.toSquarePixels(axial);
    }
    return loaded;
  }

  private Volume read(RunContext context) throws IOException {
    DicomVolumeReader dicom = new DicomVolumeReader();
    if (dicom.accepts(path)) {
      return requireHu(dicom.read(path, context));
    }
    LoadedVolume file = VolumeFiles.standard().read(path);
    file.warnings().forEach(warning -> LOG.warn("{}: {}", path, warning));
    return requireHu(file.volume());
  }

  private Volume requireHu(Volume volume) {
    if (volume.unit() != VolumeUnit.HU) {
      throw new FormatException(
          "%s: sparse-view pairs are made of CT in HU, this volume is in %s"
              .formatted(path, volume.unit().symbol()));
    }
    return volume;
  }

  private Volume axial(Volume volume) {
    if (volume.frame().space() != FrameSpace.PATIENT_LPS) {
      return volume;
    }
    AxialOrientation axial = AxialOrientation.of(volume);
    if (axial.isOblique()) {
      LOG.warn(
          "{}: the slices are tilted by {} degrees; each is scanned as if it were axial",
          path,
          "%.1f".formatted(axial.obliqueDegrees()));
    }
    return axial.volume();
  }

  private record Slab(ScannedVolume volumeOf, int first, int slices) implements ImageSource {

    @Override
    public String id() {
      return "%s-%03d".formatted(volumeOf.subject, first);
    }

    @Override
    public String subject() {
      return volumeOf.subject;
    }

    @Override
    public CaseKind kind() {
      return CaseKind.REAL;
    }

    @Override
    public Map<String, Object> description() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("file", String.valueOf(volumeOf.path.getFileName()));
      map.put("sha256", volumeOf.digest);
      map.put("firstSlice", first);
      map.put("slices", slices);
      if (volumeOf.pixelMm.isPresent()) {
        map.put("resampledToMm", volumeOf.pixelMm.getAsDouble());
      }
      return map;
    }

    @Override
    public Volume hu(RunContext context) throws IOException {
      Volume whole = volumeOf.volume(context);
      if (first + slices > whole.slices()) {
        throw new IllegalArgumentException(
            "%s: slices %d to %d are wanted, the volume has %d"
                .formatted(volumeOf.path, first, first + slices - 1, whole.slices()));
      }
      return whole.slices(first, first + slices);
    }
  }
}
