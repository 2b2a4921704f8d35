package io.tomodrift.learned.data.pairs;

import io.tomodrift.fbp.FbpSettings;
import io.tomodrift.fbp.RampWindow;
import io.tomodrift.formats.text.StrictNode;
import io.tomodrift.formats.text.StrictText;
import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ScannerPreset;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.phantoms.anatomy.BodyRegion;
import io.tomodrift.projectors.iterative.FistaTv;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

/**
 * A set of sparse-view pairs as a file describes it; what is left out has a default.
 *
 * <pre>
 * scanner: siemens-as-plus      # or ge-lightspeed-vct
 * fullViews: 1152               # those of the scanner
 * sparseViews: 60
 * window: hann
 * incidentQuanta: 200000        # 0 for no noise
 * electronicVariance: 10
 * muWaterPerMm: 0.0192
 * seed: 1
 * sinograms: true               # keep the sparse projections
 * input: {algorithm: fista-tv, iterations: 60, lambda: 0.3}  # fbp if left out; lambda in mm
 * phantoms:
 *   - {region: chest, firstSeed: 1, bodies: 10, slices: 4, spacingMm: 2, side: 512, pixelMm: 0.8}
 * volumes:
 *   - {subject: lidc-0314, path: chest, first: 10, every: 15, slabs: 10, slices: 4}
 *   - {subject: totalseg, path: ct.nii.gz, pixelMm: 0.9, first: 0, every: 7, slabs: 15, slices: 4}
 * </pre>
 *
 * @param scanner name of a {@link ScannerPreset}
 * @param fullViews views of the full scan, over one turn
 * @param sparseViews views of the sparse scan
 * @param window filter window, a {@link RampWindow}
 * @param incidentQuanta quanta a ray would detect without an object; 0 for no noise
 * @param electronicVariance variance of the read-out noise, quanta^2
 * @param muWaterPerMm attenuation of water, 1/mm
 * @param seed of the noise
 * @param sinograms whether the sparse projections are kept
 * @param input how the sparse scan is reconstructed; empty for like the full one
 * @param phantoms random bodies
 * @param volumes real ones
 */
public record SparseViewSet(
    String scanner,
    Integer fullViews,
    Integer sparseViews,
    String window,
    Double incidentQuanta,
    Double electronicVariance,
    Double muWaterPerMm,
    Long seed,
    Boolean sinograms,
    Optional<FistaTv> input,
    List<Phantoms> phantoms,
    List<Volumes> volumes) {

  private static final int SIDE = 512;
  private static final int SLICES = 4;
  private static final double SPACING_MM = 2;
  private static final int ITERATIONS = 60;
  private static final double LAMBDA_MM = 0.3;

  /** Fills in what was left out. */
  public SparseViewSet {
    scanner = or(scanner, ScannerPreset.SIEMENS_AS_PLUS.id());
    fullViews = or(fullViews, ScanNames.scanner(scanner).viewsPerTurn());
    sparseViews = or(sparseViews, 60);
    window = or(window, "hann");
    incidentQuanta = or(incidentQuanta, 2e5);
    electronicVariance = or(electronicVariance, 10.0);
    muWaterPerMm = or(muWaterPerMm, HounsfieldScale.DEFAULT.muWaterPerMm());
    seed = or(seed, 0L);
    sinograms = or(sinograms, true);
    input = or(input, Optional.empty());
    phantoms = List.copyOf(or(phantoms, List.of()));
    volumes = List.copyOf(or(volumes, List.of()));
    ScanNames.window(window);
  }

  /**
   * Random bodies of one region.
   *
   * @param region part of the body
   * @param firstSeed seed of the first body; the others follow
   * @param bodies how many
   * @param slices slices of each
   * @param spacingMm distance of slices, mm
   * @param side columns and rows of a slice
   * @param pixelMm side of a pixel, mm
   */
  public record Phantoms(
      BodyRegion region,
      Long firstSeed,
      Integer bodies,
      Integer slices,
      Double spacingMm,
      Integer side,
      Double pixelMm) {

    /** Fills in what was left out. */
    public Phantoms {
      if (region == null) {
        throw new IllegalArgumentException("phantoms need a region");
      }
      firstSeed = or(firstSeed, 1L);
      bodies = or(bodies, 1);
      slices = or(slices, SLICES);
      spacingMm = or(spacingMm, SPACING_MM);
      side = or(side, SIDE);
      pixelMm = or(pixelMm, PhantomBody.usualPixelMm(region));
    }

    static Phantoms of(StrictNode node) {
      node.allow("region", "firstSeed", "bodies", "slices", "spacingMm", "side", "pixelMm");
      return new Phantoms(
          node.choice("region", BodyRegion.class, null),
          (long) node.whole("firstSeed", 1),
          node.whole("bodies", 1),
          node.whole("slices", SLICES),
          node.number("spacingMm", SPACING_MM),
          node.whole("side", SIDE),
          numberOrNull(node, "pixelMm"));
    }

    /** The bodies, in the order of their seeds. */
    List<PhantomBody> each() {
      return LongStream.range(firstSeed, firstSeed + bodies)
          .mapToObj(body -> new PhantomBody(region, body, side, pixelMm, slices, spacingMm))
          .toList();
    }
  }

  /**
   * Slabs of a CT volume.
   *
   * @param subject who was scanned
   * @param path file or DICOM folder, relative to the folder of the data
   * @param first first slice of the first slab
   * @param every slices from the beginning of a slab to the next
   * @param slabs how many
   * @param slices slices of each
   * @param pixelMm pixels to resample to, mm; left out to keep them
   */
  public record Volumes(
      String subject,
      String path,
      Integer first,
      Integer every,
      Integer slabs,
      Integer slices,
      Double pixelMm) {

    /** Fills in what was left out. */
    public Volumes {
      if (subject == null || path == null) {
        throw new IllegalArgumentException(
            "volumes need a subject and a path, got %s and %s".formatted(subject, path));
      }
      first = or(first, 0);
      slices = or(slices, SLICES);
      every = or(every, slices);
      slabs = or(slabs, 1);
    }

    private static Volumes of(StrictNode node) {
      node.allow("subject", "path", "first", "every", "slabs", "slices", "pixelMm");
      return new Volumes(
          node.text("subject", null),
          node.text("path", null),
          node.whole("first", 0),
          wholeOrNull(node, "every"),
          node.whole("slabs", 1),
          node.whole("slices", SLICES),
          numberOrNull(node, "pixelMm"));
    }
  }

  private static <T> T or(T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  /**
   * Reads YAML (or JSON).
   *
   * @param where name of the text, for messages
   * @throws FormatException if it is damaged, or has a key or value that means nothing
   */
  public static SparseViewSet parse(String text, String where) {
    return StrictText.parse(text, where, SparseViewSet::of);
  }

  /** As {@link #parse} for a part of a larger configuration. */
  public static SparseViewSet of(StrictNode node) {
    node.allow(
        "scanner",
        "fullViews",
        "sparseViews",
        "window",
        "incidentQuanta",
        "electronicVariance",
        "muWaterPerMm",
        "seed",
        "sinograms",
        "input",
        "phantoms",
        "volumes");
    try {
      return new SparseViewSet(
          node.text("scanner", null),
          wholeOrNull(node, "fullViews"),
          wholeOrNull(node, "sparseViews"),
          node.text("window", null),
          numberOrNull(node, "incidentQuanta"),
          numberOrNull(node, "electronicVariance"),
          numberOrNull(node, "muWaterPerMm"),
          (long) node.whole("seed", 0),
          node.flag("sinograms", true),
          input(node.childOrEmpty("input")),
          node.has("phantoms")
              ? node.children("phantoms").stream().map(Phantoms::of).toList()
              : null,
          node.has("volumes") ? node.children("volumes").stream().map(Volumes::of).toList() : null);
    } catch (IllegalArgumentException e) {
      throw new FormatException(node.where() + ": " + e.getMessage(), e);
    }
  }

  private static Optional<FistaTv> input(StrictNode node) {
    node.allow("algorithm", "iterations", "lambda");
    if (node.choice("algorithm", InputMethod.class, InputMethod.FBP) == InputMethod.FBP) {
      if (node.has("iterations") || node.has("lambda")) {
        throw new IllegalArgumentException(
            "iterations and lambda of the input need algorithm: fista-tv");
      }
      return Optional.empty();
    }
    return Optional.of(
        new FistaTv(node.whole("iterations", ITERATIONS), node.number("lambda", LAMBDA_MM)));
  }

  /** What reconstructs the sparse scan. */
  private enum InputMethod {
    FBP,
    FISTA_TV
  }

  private static Integer wholeOrNull(StrictNode node, String key) {
    return node.has(key) ? (Integer) node.whole(key) : null;
  }

  private static Double numberOrNull(StrictNode node, String key) {
    return node.has(key) ? (Double) node.number(key) : null;
  }

  /** The scan and the reconstruction. */
  public SparseViewRecipe recipe() {
    HounsfieldScale water = new HounsfieldScale(muWaterPerMm);
    return new SparseViewRecipe(
        ScanNames.scanner(scanner).withAngles(Angles.fullTurn(fullViews)),
        sparseViews,
        FbpSettings.defaults().withWindow(ScanNames.window(window)).withWater(water),
        water,
        ScanNames.noise(incidentQuanta, electronicVariance),
        seed,
        sinograms,
        input);
  }

  /**
   * What is scanned.
   *
   * @param dataFolder folder that paths of volumes are relative to
   * @throws IOException if a volume's files cannot be read
   */
  public List<ImageSource> sources(Path dataFolder) throws IOException {
    List<ImageSource> sources = new ArrayList<>();
    for (Phantoms some : phantoms) {
      sources.addAll(some.each());
    }
    for (Volumes one : volumes) {
      OptionalDouble pixel =
          one.pixelMm == null ? OptionalDouble.empty() : OptionalDouble.of(one.pixelMm);
      ScannedVolume volume = ScannedVolume.of(one.subject, dataFolder.resolve(one.path), pixel);
      sources.addAll(volume.slabs(one.first, one.every, one.slabs, one.slices));
    }
    return sources;
  }
}
