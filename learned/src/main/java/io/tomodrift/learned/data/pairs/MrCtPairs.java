package io.tomodrift.learned.data.pairs;

import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.formats.volume.VolumeResampling;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.learned.data.BodyMasks;
import io.tomodrift.learned.data.CaseKind;
import io.tomodrift.learned.data.SplitPlan;
import io.tomodrift.metrics.Mask;
import io.tomodrift.metrics.MutualInformation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Pairs of MR (input) and CT (target) of the same patient, already registered: both are in one
 * world frame. The CT is cropped to what the MR covers, and the MR brought onto its grid
 * trilinearly; between grids that differ by whole voxels that copies values.
 *
 * <p>Measures of each pair: {@code mutualInformationNats} in the body, {@code
 * bestMutualInformationNats} of the shifts within 6 pixels in steps of 2, {@code shiftRows} and
 * {@code shiftColumns} of that (0 and 0 for a good registration), and {@code bodyShare} of the
 * voxels.
 */
public final class MrCtPairs {

  /** Changes whenever the same files would give other pairs than before. */
  public static final String VERSION = "mr-ct-pairs/1";

  private static final String CT = "CT_image.nii.gz";
  private static final String MR = "MR_T1_image.nii.gz";
  private static final int REACH = 6;
  private static final int STEP = 2;

  private MrCtPairs() {}

  /**
   * The held-out patients of the soft-tissue sarcoma pairs: a thigh to validate, a thigh and a
   * lower leg to test; the other five are for training. Chosen by anatomy alone.
   */
  public static SplitPlan heldOut() {
    return SplitPlan.named(Set.of("STS_024"), Set.of("STS_035", "STS_051"));
  }

  /**
   * The recipe, for a {@link CaseCache}.
   *
   * @param pixelMm side of the pixels to resample to, mm; empty to keep those of the CT
   */
  public static Map<String, Object> recipe(OptionalDouble pixelMm) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("version", VERSION);
    map.put("input", MR);
    map.put("target", CT);
    map.put("pixelMm", pixelMm.isPresent() ? pixelMm.getAsDouble() : "as the CT");
    return map;
  }

  /**
   * The patients below a folder: folders with CT_image.nii.gz and MR_T1_image.nii.gz, in the order
   * of their names, which are the subjects.
   *
   * @throws IOException if there is none, or a file cannot be read
   */
  public static List<PairMaker> makers(Path folder, OptionalDouble pixelMm) throws IOException {
    List<Path> patients;
    try (Stream<Path> entries = Files.list(folder)) {
      patients =
          entries
              .filter(entry -> Files.exists(entry.resolve(CT)) && Files.exists(entry.resolve(MR)))
              .sorted()
              .toList();
    }
    if (patients.isEmpty()) {
      throw new NoSuchFileException(
          folder.toString(), null, "no folder in it has both %s and %s".formatted(CT, MR));
    }
    List<PairMaker> makers = new ArrayList<>();
    for (Path patient : patients) {
      makers.add(
          new Patient(
              patient,
              pixelMm,
              Digests.ofFiles(patient.resolve(CT)),
              Digests.ofFiles(patient.resolve(MR))));
    }
    return makers;
  }

  /**
   * One pair.
   *
   * @param mr values of arbitrary unit
   * @param ct values in HU, whatever the volume calls them
   * @param pixelMm as in {@link #recipe}
   * @throws io.tomodrift.geometry.error.GeometryException if they do not overlap, or their axes are
   *     not parallel
   */
  public static Pair make(Volume mr, Volume ct, OptionalDouble pixelMm) {
    WorldResampling moving = new WorldResampling(mr);
    int[][] common = moving.common(ct);
    Volume target = crop(ct, common);
    if (pixelMm.isPresent()) {
      target = VolumeResampling.toSquarePixels(target, pixelMm.getAsDouble());
    }
    FloatStack size = target.stack();
    FloatStack values = moving.onto(target.frame(), size.slices(), size.rows(), size.columns());
    Volume input = target.with(values, VolumeUnit.ARBITRARY);
    target = target.with(target.stack(), VolumeUnit.HU);
    return new Pair(input, target, Optional.empty(), measures(input, target));
  }

  private static Volume crop(Volume volume, int[][] ranges) {
    int slices = ranges[0][1] - ranges[0][0] + 1;
    int rows = ranges[1][1] - ranges[1][0] + 1;
    int columns = ranges[2][1] - ranges[2][0] + 1;
    FloatStack out = FloatStack.planar(slices, rows, columns);
    for (int k = 0; k < slices; k++) {
      for (int j = 0; j < rows; j++) {
        for (int i = 0; i < columns; i++) {
          float value = volume.stack().get(ranges[0][0] + k, ranges[1][0] + j, ranges[2][0] + i);
          out.set(k, j, i, value);
        }
      }
    }
    VolumeFrame frame = volume.frame();
    return new Volume(
        out,
        frame.withOrigin(frame.positionMm(ranges[0][0], ranges[1][0], ranges[2][0])),
        volume.unit());
  }

  private static Map<String, Double> measures(Volume input, Volume target) {
    Mask body = BodyMasks.of(input, target);
    Map<String, Double> map = new LinkedHashMap<>();
    map.put("bodyShare", (double) body.count() / target.stack().data().length);
    if (body.count() > 0) {
      MutualInformation information =
          MutualInformation.of(input.stack(), target.stack(), body, REACH, STEP);
      map.put("mutualInformationNats", information.nats());
      map.put("bestMutualInformationNats", information.bestNats());
      map.put("shiftRows", (double) information.bestRows());
      map.put("shiftColumns", (double) information.bestColumns());
    }
    return map;
  }

  private record Patient(Path folder, OptionalDouble pixelMm, String ctSha256, String mrSha256)
      implements PairMaker {

    @Override
    public String id() {
      return String.valueOf(folder.getFileName());
    }

    @Override
    public String subject() {
      return id();
    }

    @Override
    public CaseKind kind() {
      return CaseKind.REAL;
    }

    @Override
    public Map<String, Object> description() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("mrSha256", mrSha256);
      map.put("ctSha256", ctSha256);
      return map;
    }

    @Override
    public Pair make(RunContext context) throws IOException {
      VolumeFiles files = VolumeFiles.standard();
      Volume mr = files.read(folder.resolve(MR)).volume();
      Volume ct = files.read(folder.resolve(CT)).volume();
      return MrCtPairs.make(mr, ct, pixelMm);
    }
  }
}
