package io.tomodrift.learned.physics;

import io.tomodrift.formats.sinogram.SinogramFiles;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.SinogramUnit;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.learned.data.CaseSet;
import io.tomodrift.learned.data.HuScale;
import io.tomodrift.learned.data.PatchOrigin;
import io.tomodrift.learned.data.PatchSettings;
import io.tomodrift.learned.data.TrainingCase;
import io.tomodrift.learned.physics.PhysicsTerm.Corner;
import io.tomodrift.projectors.Projector;
import io.tomodrift.projectors.ProjectorModel;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.iterative.RayWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far patches that a network made are from the sinograms of the cases they were drawn from. The
 * patch takes the place of its pixels in the case's target, the reconstruction from all views,
 * which explains what the sinogram b has of the rest of the image:
 *
 * <pre>L = 1/2 sum (P m(u) - b)^2 / sum (s c)^2</pre>
 *
 * over the rays that the patch can reach, with the attenuation {@code m(u)} of {@link PhysicsTerm},
 * its slope s per network unit and the length c of the ray in the patch. So L does not depend on
 * the numbers of views and channels, the size of a pixel or of the patch: an error that is the same
 * number e of network units all over the patch gives {@code e^2 / 2}, as half the mean squared
 * difference would. An error that changes its sign within the patch gives less, since rays add up,
 * and noise of the data and what the target's filter smoothed leave a rest that no patch removes.
 *
 * <p>Each plane of a patch of several slices is one slice of the scan. <b>Shape</b>: as {@link
 * #of}. <b>Accuracy</b>: as {@link PhysicsTerm}. <b>Memory</b>: the sinograms of all cases, and for
 * each grid of pixels a projector, planned in {@link #open}. <b>Threading</b>: uses the threads of
 * the backend, whose number changes no bit; one call at a time.
 */
public final class PatchPhysics implements AutoCloseable {

  private final PatchSettings patches;
  private final double slopePerMm;
  private final Map<String, Scanned> cases = new HashMap<>();
  private final List<Scanner> scanners = new ArrayList<>();

  private PatchPhysics(PatchSettings patches, double slopePerMm) {
    this.patches = patches;
    this.slopePerMm = slopePerMm;
  }

  /** A scan of pixels that several cases share. Compared by identity. */
  private static final class Scanner {
    private final Projector projector;
    private final PhysicsTerm term;
    private final ScanRays rays;

    private Scanner(Projector projector, PhysicsTerm term, ScanRays rays) {
      this.projector = projector;
      this.term = term;
      this.rays = rays;
    }
  }

  private record Scanned(Scanner scanner, FloatStack targetHu, FloatStack data) {}

  private record Scan(ScanGeometry geometry, ImageGrid grid) {}

  /**
   * Reads the sinograms of cases and prepares their projectors.
   *
   * @param cases what patches are drawn from, targets in HU; kept, not copied
   * @param patches what is drawn; without a random change of shape
   * @param units what the network's values are in HU
   * @param water the scale that makes HU attenuation, of the cases' reconstruction
   * @param backend what projects; stays open and belongs to the caller
   * @param context its memory budget must hold the cases and this
   * @throws FormatException if a case has no sinogram, or not one of line integrals, or its target
   *     is not in HU
   * @throws GeometryException if a sinogram has another number of slices than its case
   * @throws ResourceException if the memory budget is too small
   * @throws IOException if a sinogram cannot be read
   */
  public static PatchPhysics open(
      CaseSet cases,
      PatchSettings patches,
      HuScale units,
      HounsfieldScale water,
      Backend backend,
      RunContext context)
      throws IOException {
    if (patches.affine().isPresent()) {
      throw new IllegalArgumentException(
          "patches whose shape is changed (%s) have no rays: draw them without that"
              .formatted(patches.affine().get()));
    }
    Map<String, Sinogram> sinograms = new LinkedHashMap<>();
    for (TrainingCase one : cases.cases()) {
      context.checkCancelled();
      sinograms.put(one.id(), read(one));
    }
    requireMemory(cases, sinograms, patches, backend, context);
    PatchPhysics physics =
        new PatchPhysics(patches, water.muWaterPerMm() * units.huPerUnit() / 1000);
    try {
      Map<Scan, Scanner> scanners = new HashMap<>();
      Map<ScanGeometry, ScanRays> rays = new HashMap<>();
      for (TrainingCase one : cases.cases()) {
        Sinogram sinogram = sinograms.get(one.id());
        Scanner scanner =
            scanners.computeIfAbsent(
                scan(one, sinogram),
                scan -> {
                  Projector projector =
                      backend.projector(scan.geometry, scan.grid, ProjectorModel.JOSEPH);
                  Scanner made =
                      new Scanner(
                          projector,
                          new PhysicsTerm(projector, water, units),
                          rays.computeIfAbsent(scan.geometry, ScanRays::new));
                  physics.scanners.add(made);
                  return made;
                });
        physics.cases.put(one.id(), new Scanned(scanner, one.target().stack(), sinogram.stack()));
      }
      return physics;
    } catch (RuntimeException | Error e) {
      physics.close();
      throw e;
    }
  }

  private static Sinogram read(TrainingCase one) throws IOException {
    if (one.target().unit() != VolumeUnit.HU) {
      throw new FormatException(
          "case %s: only targets in HU have projections, this one is in %s"
              .formatted(one.id(), one.target().unit().symbol()));
    }
    Path file =
        one.sinogram()
            .orElseThrow(
                () ->
                    new FormatException(
                        "case %s has no sinogram; make the pairs with 'sinograms: true'"
                            .formatted(one.id())));
    Sinogram sinogram = SinogramFiles.read(file);
    if (sinogram.unit() != SinogramUnit.LINE_INTEGRAL) {
      throw new FormatException(
          "%s: holds %s, line integrals are needed".formatted(file, sinogram.unit()));
    }
    if (sinogram.slices() != one.target().slices()) {
      throw new GeometryException(
          "%s: has %d slices, case %s has %d; delete the case's folder to make it again"
              .formatted(file, sinogram.slices(), one.id(), one.target().slices()));
    }
    for (float value : sinogram.stack().data()) {
      if (!Float.isFinite(value)) {
        throw new FormatException("%s: a value is %s".formatted(file, value));
      }
    }
    return sinogram;
  }

  private static Scan scan(TrainingCase one, Sinogram sinogram) {
    FloatStack target = one.target().stack();
    return new Scan(
        sinogram.geometry(), one.target().frame().sliceGrid(target.rows(), target.columns()));
  }

  /** The cases, which others hold, the sinograms, the projectors, and the stacks of a step. */
  private static void requireMemory(
      CaseSet cases,
      Map<String, Sinogram> sinograms,
      PatchSettings patches,
      Backend backend,
      RunContext context) {
    int planes = patches.batch() * patches.slices();
    Map<Scan, Long> scanners = new HashMap<>();
    long data = 0;
    long step = 0;
    for (TrainingCase one : cases.cases()) {
      Sinogram sinogram = sinograms.get(one.id());
      data += (long) Float.BYTES * sinogram.stack().data().length;
      Scan scan = scan(one, sinogram);
      scanners.computeIfAbsent(
          scan,
          key ->
              ScanRays.bytes(key.geometry)
                  + backend.workspaceBytes(key.geometry, key.grid, planes));
      step = Math.max(step, stepBytes(scan, planes));
    }
    long own = data + step + scanners.values().stream().mapToLong(Long::longValue).sum();
    if (cases.bytes() + own > context.memoryBudgetBytes()) {
      throw new ResourceException(
          "%d cases take %.2f GB and their projections in training %.2f GB, the memory budget is %.2f GB; use fewer cases or smaller batches, or give more memory"
              .formatted(
                  cases.cases().size(),
                  cases.bytes() * 1e-9,
                  own * 1e-9,
                  context.memoryBudgetBytes() * 1e-9));
    }
  }

  /** Background and image; data, weights and residual. */
  private static long stepBytes(Scan scan, int planes) {
    ImageGrid grid = scan.grid;
    long image =
        FloatStack.valueCount(planes, grid.rows(), grid.columns(), SliceLayout.INTERLEAVED);
    long data =
        FloatStack.valueCount(
            planes, scan.geometry.views(), scan.geometry.channels(), SliceLayout.INTERLEAVED);
    return Float.BYTES * (2 * image + 3 * data);
  }

  /**
   * The term of a mini-batch.
   *
   * @param output {@code [sample][1][(slice)][row][column]} in the network's units, turned as drawn
   * @param origins where each sample comes from
   * @return L of each plane, sample by sample, and the gradient of their <em>mean</em> with respect
   *     to the output, in its shape
   * @throws IllegalArgumentException if the sizes differ from those of the settings, or a case is
   *     not known
   */
  public PhysicsTerm.Result of(float[] output, List<PatchOrigin> origins) {
    int slices = patches.slices();
    int side = patches.side();
    int planes = origins.size() * slices;
    if (output.length != (long) planes * side * side) {
      throw new IllegalArgumentException(
          "%d values are not the output of %d patches of %d x %d x %d"
              .formatted(output.length, origins.size(), slices, side, side));
    }
    Map<Scanner, List<Integer>> groups = new LinkedHashMap<>();
    for (int plane = 0; plane < planes; plane++) {
      Scanner scanner = find(origins.get(plane / slices)).scanner;
      groups.computeIfAbsent(scanner, key -> new ArrayList<>()).add(plane);
    }
    double[] values = new double[planes];
    float[] gradient = new float[output.length];
    groups.forEach((scanner, group) -> add(scanner, group, output, origins, values, gradient));
    return new PhysicsTerm.Result(values, gradient);
  }

  private Scanned find(PatchOrigin origin) {
    Scanned found = cases.get(origin.caseId());
    if (found == null) {
      throw new IllegalArgumentException(
          "no case is named '%s'; the projections are of %s"
              .formatted(origin.caseId(), new java.util.TreeSet<>(cases.keySet())));
    }
    return found;
  }

  /** Planes of one scan are lanes of one stack. */
  private void add(
      Scanner scanner,
      List<Integer> group,
      float[] output,
      List<PatchOrigin> origins,
      double[] values,
      float[] gradient) {
    int side = patches.side();
    int area = side * side;
    int count = group.size();
    ImageGrid grid = scanner.projector.grid();
    ScanGeometry scan = scanner.projector.geometry();
    float[] upright = new float[count * area];
    List<Corner> corners = new ArrayList<>();
    FloatStack background = FloatStack.planar(count, grid.rows(), grid.columns());
    FloatStack data = FloatStack.interleaved(count, scan.views(), scan.channels());
    FloatStack weights = FloatStack.interleaved(count, scan.views(), scan.channels());
    for (int lane = 0; lane < count; lane++) {
      int plane = group.get(lane);
      PatchOrigin origin = origins.get(plane / patches.slices());
      Scanned scanned = find(origin);
      int slice = origin.slice() + plane % patches.slices();
      Corner corner = new Corner(origin.row(), origin.column());
      corners.add(corner);
      origin.toImage(output, plane * area, side, upright, lane * area);
      scanned.targetHu.copyInto(slice, background, lane, 1);
      scanned.data.copyInto(slice, data, lane, 1);
      scanner.rays.weigh(grid, corner, side, slopePerMm, weights, lane);
    }
    PhysicsTerm.Result result =
        scanner.term.ofPatches(
            upright, side, side, corners, background, data, RayWeights.of(weights));
    double share = 1.0 / values.length;
    float[] found = result.gradient();
    for (int i = 0; i < found.length; i++) {
      found[i] = (float) (share * found[i]);
    }
    for (int lane = 0; lane < count; lane++) {
      int plane = group.get(lane);
      values[plane] = result.values()[lane];
      origins
          .get(plane / patches.slices())
          .toPatch(found, lane * area, side, gradient, plane * area);
    }
  }

  /** Releases the projectors, not the backend. */
  @Override
  public void close() {
    scanners.forEach(scanner -> scanner.projector.close());
  }
}
