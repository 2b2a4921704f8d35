package io.tomodrift.learned.data.pairs;

import io.tomodrift.fbp.FbpSettings;
import io.tomodrift.formats.text.StrictNode;
import io.tomodrift.formats.text.StrictText;
import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ScannerPreset;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.phantoms.anatomy.IodineEnhancement;
import io.tomodrift.sinograms.TransmissionNoise;
import java.util.List;
import java.util.Objects;

/**
 * A set of pairs without and with contrast medium as a file describes it; what is left out has a
 * default.
 *
 * <pre>
 * scanner: siemens-as-plus      # or ge-lightspeed-vct
 * views: 1152                   # those of the scanner
 * window: hann
 * incidentQuanta: 200000        # 0 for no noise
 * electronicVariance: 10
 * muWaterPerMm: 0.0192
 * seed: 1
 * enhancement: {kvp: 120, phase: arterial, aortaMgPerMl: 12}  # phase: or portal-venous
 * phantoms:
 *   - {region: chest, firstSeed: 1, bodies: 10, slices: 4, spacingMm: 2, side: 512, pixelMm: 0.8}
 * </pre>
 *
 * @param recipe the medium, the scan and the reconstruction
 * @param phantoms random bodies, at least one entry
 */
public record ContrastSet(ContrastRecipe recipe, List<SparseViewSet.Phantoms> phantoms) {

  /** Copies the list. */
  public ContrastSet {
    Objects.requireNonNull(recipe, "recipe");
    phantoms = List.copyOf(phantoms);
    if (phantoms.isEmpty()) {
      throw new IllegalArgumentException("'phantoms' must list at least one range of bodies");
    }
  }

  /**
   * Reads YAML (or JSON).
   *
   * @param where name of the text, for messages
   * @throws FormatException if it is damaged, or has a key or value that means nothing
   */
  public static ContrastSet parse(String text, String where) {
    return StrictText.parse(text, where, ContrastSet::of);
  }

  /** As {@link #parse} for a part of a larger configuration. */
  public static ContrastSet of(StrictNode node) {
    node.allow(
        "scanner",
        "views",
        "window",
        "incidentQuanta",
        "electronicVariance",
        "muWaterPerMm",
        "seed",
        "enhancement",
        "phantoms");
    try {
      return new ContrastSet(
          recipe(node),
          node.children("phantoms").stream().map(SparseViewSet.Phantoms::of).toList());
    } catch (IllegalArgumentException e) {
      throw new FormatException(node.where() + ": " + e.getMessage(), e);
    }
  }

  private static ContrastRecipe recipe(StrictNode node) {
    ContrastRecipe usual = ContrastRecipe.clinical(node.whole("seed", 0));
    ScannerPreset scanner =
        ScanNames.scanner(node.text("scanner", ScannerPreset.SIEMENS_AS_PLUS.id()));
    HounsfieldScale water =
        new HounsfieldScale(node.number("muWaterPerMm", usual.water().muWaterPerMm()));
    TransmissionNoise noise = usual.noise().orElseThrow();
    double quanta = node.number("incidentQuanta", noise.incidentQuanta());
    double variance = node.number("electronicVariance", noise.electronicVariance());
    return new ContrastRecipe(
        scanner.withAngles(Angles.fullTurn(node.whole("views", scanner.viewsPerTurn()))),
        FbpSettings.defaults()
            .withWindow(ScanNames.window(node.text("window", "hann")))
            .withWater(water),
        water,
        ScanNames.noise(quanta, variance),
        usual.seed(),
        enhancement(node.childOrEmpty("enhancement"), usual.enhancement()));
  }

  /** The contrast medium that a part of a configuration describes; what is left out is usual. */
  static IodineEnhancement enhancement(StrictNode node) {
    return enhancement(node, ContrastRecipe.clinical(0).enhancement());
  }

  private static IodineEnhancement enhancement(StrictNode node, IodineEnhancement usual) {
    node.allow("kvp", "phase", "aortaMgPerMl");
    try {
      return new IodineEnhancement(
          node.whole("kvp", usual.kVp()),
          node.choice("phase", IodineEnhancement.Phase.class, usual.phase()),
          node.number("aortaMgPerMl", usual.aortaMgPerMl()));
    } catch (IllegalArgumentException e) {
      throw new FormatException(node.where() + ": " + e.getMessage(), e);
    }
  }

  /** What is scanned. */
  public List<PhantomBody> bodies() {
    return phantoms.stream().flatMap(some -> some.each().stream()).toList();
  }
}
