package io.tomodrift.phantoms.anatomy;

import java.util.EnumMap;
import java.util.Map;

/**
 * Concentrations of iodine in one body, mg/ml: what is usual, varied from body to body, with the
 * patterns of the early phase. Everything is drawn from its own split, so the body is the same with
 * and without. Immutable.
 */
final class Perfusion {

  /** Nothing was injected. */
  static final Perfusion NATIVE = new Perfusion();

  /** Deviations of the whole body and of each compartment: 13 % together. */
  private static final double BODY_DEVIATION = 0.1;

  private static final double OWN_DEVIATION = 0.08;
  private static final double LEAST_FACTOR = 0.7;
  private static final double MOST_FACTOR = 1.3;
  private static final double CORTEX_MM = 6.5;
  private static final double COLUMN_MM = 2;
  private static final int PYRAMIDS = 7;
  private static final double SEPTUM_MM = 3;

  private final boolean enhanced;
  private final boolean early;
  private final Map<Compartment, Double> mgPerMl = new EnumMap<>(Compartment.class);
  private final BandNoise mixing;
  private final BandNoise bands;
  private final double bandWidthMm;
  private final LesionKind lesionKind;

  /** How solid lesions of a body take up contrast medium. */
  private enum LesionKind {
    POOR,
    RICH,
    RIM
  }

  private Perfusion() {
    enhanced = false;
    early = false;
    SplitRandom random = new SplitRandom(0);
    mixing = new BandNoise(random, 11);
    bands = new BandNoise(random, 34);
    bandWidthMm = 1;
    lesionKind = LesionKind.POOR;
  }

  Perfusion(SplitRandom random, IodineEnhancement enhancement) {
    enhanced = true;
    early = enhancement.phase() == IodineEnhancement.Phase.ARTERIAL;
    double body = BODY_DEVIATION * random.split("body").normal();
    for (Compartment compartment : Compartment.values()) {
      double own = OWN_DEVIATION * random.split(compartment.name()).normal();
      double factor = Math.max(LEAST_FACTOR, Math.min(MOST_FACTOR, 1 + body + own));
      double usual = enhancement.aortaMgPerMl() * compartment.share(enhancement.phase());
      mgPerMl.put(compartment, factor * usual);
    }
    SplitRandom pattern = random.split("pattern");
    mixing = new BandNoise(pattern, 11);
    bands = new BandNoise(pattern, 34);
    bandWidthMm = pattern.between(13, 20);
    SplitRandom lesions = random.split("lesions");
    double kind = lesions.unit();
    lesionKind = kind < 0.4 ? LesionKind.POOR : kind < 0.75 ? LesionKind.RICH : LesionKind.RIM;
  }

  boolean isEnhanced() {
    return enhanced;
  }

  double mgPerMl(Compartment compartment) {
    return enhanced ? mgPerMl.get(compartment) : 0;
  }

  /** Concentration in a compartment at a height, with the pattern the compartment shows. */
  SliceCanvas.Shade in(Compartment compartment, double zMm) {
    double mean = mgPerMl(compartment);
    return switch (compartment) {
      case SPLEEN -> early ? (x, y) -> mean * banded(x, y, zMm) : constant(mean);
      case UPPER_CAVA -> early ? streaming(mean, 0.3, zMm) : constant(mean);
      default -> constant(mean);
    };
  }

  private static SliceCanvas.Shade constant(double value) {
    return (x, y) -> value;
  }

  /** Red pulp fills at several speeds: wavy bands across the early spleen. */
  private double banded(double x, double y, double z) {
    double along = 0.6 * x + 0.8 * y + 0.4 * z;
    double turns = along / bandWidthMm + 2.6 * bands.at(x, y, z) + 0.7 * mixing.at(x, y, z);
    double depth = 0.3 + 0.4 * bands.at(y, z, x);
    return 1 + Math.max(0.05, depth) * StrictMath.sin(2 * Math.PI * turns);
  }

  /** Blood with and without medium runs side by side for a while. */
  private SliceCanvas.Shade streaming(double mean, double depth, double z) {
    return (x, y) ->
        mean * (1 + depth * Math.max(-1, Math.min(1, 2.5 * mixing.at(x, y, 0.25 * z))));
  }

  /** The lower vena cava: the veins of the kidneys, at a height, bring the medium. */
  SliceCanvas.Shade lowerCava(double zMm, double renalVeinsZMm) {
    double above = smooth((zMm - renalVeinsZMm) / 24 + 0.5);
    double below = mgPerMl(Compartment.CAVA_BELOW_KIDNEYS);
    double mean = below + above * (mgPerMl(Compartment.CAVA_ABOVE_KIDNEYS) - below);
    return streaming(mean, early ? 0.45 * above : 0.15, zMm);
  }

  /** Cortex around pyramids, with columns of cortex between these. */
  SliceCanvas.Shade kidney(Field section, double zMm) {
    double cortex = mgPerMl(Compartment.RENAL_CORTEX);
    double medulla = mgPerMl(Compartment.RENAL_MEDULLA);
    double pitch = 2 * Math.PI / PYRAMIDS;
    return (x, y) -> {
      double inside = -section.distanceMm(x, y) - CORTEX_MM;
      double dx = x - section.centreXMm();
      double dy = y - section.centreYMm();
      double turn = (StrictMath.atan2(dy, dx) + 0.02 * zMm) / pitch;
      double off = Math.abs(turn - Math.rint(turn)) * pitch * Math.sqrt(dx * dx + dy * dy);
      // Columns end before they meet.
      double deep = Math.min(inside, off - COLUMN_MM + 0.35 * Math.max(0, inside));
      return cortex + smooth(deep / 2 + 0.5) * (medulla - cortex);
    };
  }

  /**
   * The blood of the heart, which is one pool without contrast: left and right of a wall.
   *
   * @param side distance from the wall, mm, negative on the right
   */
  SliceCanvas.Shade heart(Field side, double zMm) {
    double left = mgPerMl(Compartment.LEFT_HEART);
    double wall = mgPerMl(Compartment.MYOCARDIUM);
    SliceCanvas.Shade right = streaming(mgPerMl(Compartment.RIGHT_HEART), early ? 0.2 : 0, zMm);
    return (x, y) -> {
      double distance = side.distanceMm(x, y);
      double blood = distance > 0 ? left : right.at(x, y);
      double open = smooth((Math.abs(distance) - SEPTUM_MM / 2) / 1.2 + 0.5);
      return wall + open * (blood - wall);
    };
  }

  /** A solid lesion: poor in vessels, rich, or with a rim around a dead centre. */
  SliceCanvas.Shade lesion(Field section) {
    double mean = mgPerMl(Compartment.LESION);
    return switch (lesionKind) {
      case POOR -> constant(0.2 * mean);
      // What is rich in arteries has given it up again by the portal phase.
      case RICH -> constant((early ? 1.8 : 1) * mean);
      case RIM ->
          (x, y) -> {
            double edge = smooth((3.5 + section.distanceMm(x, y)) / 3 + 0.5);
            return mean * (0.1 + 1.1 * edge);
          };
    };
  }

  private static double smooth(double t) {
    double u = Math.max(0, Math.min(1, t));
    return u * u * (3 - 2 * u);
  }
}
