package io.tomodrift.phantoms.anatomy;

/**
 * Where contrast medium goes, with what a usual late arterial and portal venous scan finds there:
 * shares of the concentration at the arterial peak of the aorta, which stands for 310 HU at 120
 * kVp.
 */
enum Compartment {
  /** Bone, fat, fluid, gas, calcification, contents of the bowel, the table. */
  NONE(0, 0),
  /** Aorta and arteries. */
  ARTERY(1, 0.46),
  /** Left heart. */
  LEFT_HEART(0.96, 0.46),
  /** Right heart. */
  RIGHT_HEART(0.62, 0.45),
  /** Vessels of the lung, and their trunk. */
  PULMONARY(0.78, 0.45),
  /** Superior vena cava, into which the medium flows from the arm. */
  UPPER_CAVA(0.9, 0.45),
  /** Inferior vena cava with the blood of the kidneys. */
  CAVA_ABOVE_KIDNEYS(0.3, 0.43),
  /** Inferior vena cava and veins below. */
  CAVA_BELOW_KIDNEYS(0.04, 0.28),
  /** Veins of the kidneys, which fill early. */
  RENAL_VEIN(0.5, 0.46),
  /** Veins of the liver; what the spleen and the bowel return comes early. */
  LIVER_VEIN(0.13, 0.5),
  /** Liver. */
  LIVER(0.035, 0.18),
  /** Spleen. */
  SPLEEN(0.38, 0.24),
  /** Cortex of the kidney. */
  RENAL_CORTEX(0.58, 0.5),
  /** Medulla of the kidney. */
  RENAL_MEDULLA(0.13, 0.46),
  /** Pancreas. */
  PANCREAS(0.27, 0.2),
  /** Wall of stomach and bowel. */
  GUT_WALL(0.2, 0.2),
  /** Heart muscle. */
  MYOCARDIUM(0.28, 0.21),
  /** Skeletal muscle. */
  MUSCLE(0.025, 0.05),
  /** Skin. */
  SKIN(0.02, 0.05),
  /** Capillaries of the lung; a tenth of it is blood. */
  LUNG(0.05, 0.03),
  /** Prostate, uterus and glands. */
  GLAND(0.12, 0.16),
  /** Walls of vessels, airways and bladder, membranes. */
  WALL(0.05, 0.1),
  /** Brain: the barrier keeps the medium in its vessels, 3 to 4 % of its volume. */
  GREY_MATTER(0.03, 0.016),
  /** The same for white matter. */
  WHITE_MATTER(0.014, 0.008),
  /** Solid lesions; a body's own range lies around it. */
  LESION(0.14, 0.12);

  private final double arterial;
  private final double portalVenous;

  Compartment(double arterial, double portalVenous) {
    this.arterial = arterial;
    this.portalVenous = portalVenous;
  }

  /** Usual concentration over that of the aorta at its peak. */
  double share(IodineEnhancement.Phase phase) {
    return phase == IodineEnhancement.Phase.ARTERIAL ? arterial : portalVenous;
  }

  /** Where a tissue belongs if nothing more is said. */
  static Compartment of(Tissue tissue) {
    return switch (tissue) {
      case AIR, FAT, GAS, CORTICAL_BONE, TRABECULAR_BONE, CARTILAGE, FLUID, CALCIFICATION, COUCH ->
          NONE;
      case SKIN -> SKIN;
      case MUSCLE -> MUSCLE;
      case LUNG -> LUNG;
      case BLOOD -> ARTERY;
      case MYOCARDIUM -> MYOCARDIUM;
      case GREY_MATTER -> GREY_MATTER;
      case WHITE_MATTER -> WHITE_MATTER;
      case LIVER -> LIVER;
      case SPLEEN -> SPLEEN;
      case KIDNEY -> RENAL_CORTEX;
      case BOWEL -> GUT_WALL;
      case SOFT_TISSUE -> WALL;
      case LESION -> LESION;
    };
  }
}
