package io.tomodrift.phantoms.anatomy;

/**
 * Tissue classes of the label volume. The code is what the label volume holds; it is part of the
 * file format and does not change.
 */
public enum Tissue {
  /** Air around the body. */
  AIR(0, -1000, -1000, 0),
  /** Skin. */
  SKIN(1, -60, 90, 4),
  /** Subcutaneous, visceral and intermuscular fat. */
  FAT(2, -150, 0, 7),
  /** Skeletal muscle. */
  MUSCLE(3, -60, 110, 7),
  /** Aerated lung parenchyma. */
  LUNG(4, -980, -650, 22),
  /** Gas in airways, bowel, sinuses. */
  GAS(5, -1010, -800, 2),
  /** Blood in vessels and heart chambers; where contrast medium would go. */
  BLOOD(6, -20, 110, 3),
  /** Heart muscle. */
  MYOCARDIUM(7, 0, 110, 4),
  /** Compact bone. */
  CORTICAL_BONE(8, 150, 1800, 35),
  /** Spongy bone with marrow. */
  TRABECULAR_BONE(9, 20, 900, 35),
  /** Discs, costal cartilage, ligaments. */
  CARTILAGE(10, 0, 250, 7),
  /** Cerebrospinal fluid, urine, bile, cysts. */
  FLUID(11, -40, 60, 3),
  /** Cortical and deep grey matter. */
  GREY_MATTER(12, 0, 70, 2),
  /** White matter. */
  WHITE_MATTER(13, 0, 60, 2),
  /** Liver. */
  LIVER(14, 0, 110, 5),
  /** Spleen. */
  SPLEEN(15, 0, 100, 4),
  /** Kidney parenchyma. */
  KIDNEY(16, -10, 100, 4),
  /** Wall and content of stomach and bowel, gas excepted. */
  BOWEL(17, -200, 130, 6),
  /** Pancreas, prostate, uterus, glands and other soft tissue. */
  SOFT_TISSUE(18, -40, 120, 6),
  /** Solid lesions: nodules, tumours, metastases, haematoma. */
  LESION(19, -750, 500, 3),
  /** Calcified plaques, stones and glands. */
  CALCIFICATION(20, 80, 1500, 10),
  /** The patient table. */
  COUCH(21, -1000, 200, 0);

  private final int code;
  private final double lowestHu;
  private final double highestHu;
  private final double textureHu;

  Tissue(int code, double lowestHu, double highestHu, double textureHu) {
    this.code = code;
    this.lowestHu = lowestHu;
    this.highestHu = highestHu;
    this.textureHu = textureHu;
  }

  /** The value in the label volume. */
  public int code() {
    return code;
  }

  /** Lowest plausible value away from edges, HU. */
  public double lowestHu() {
    return lowestHu;
  }

  /** Highest plausible value away from edges, HU. */
  public double highestHu() {
    return highestHu;
  }

  /** Amplitude of the correlated texture, HU. */
  double textureHu() {
    return textureHu;
  }

  /**
   * The tissue of a label.
   *
   * @throws IllegalArgumentException if no tissue has this code
   */
  public static Tissue ofCode(int code) {
    for (Tissue tissue : values()) {
      if (tissue.code == code) {
        return tissue;
      }
    }
    throw new IllegalArgumentException(
        "no tissue has label %d; labels go from 0 to %d".formatted(code, values().length - 1));
  }
}
