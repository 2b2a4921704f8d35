package io.tomodrift.pipeline.evaluate;

import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.SliceLayout;
import io.tomodrift.metrics.Mask;
import io.tomodrift.metrics.Masks;
import io.tomodrift.metrics.Samples;

/**
 * Classes of voxels found by thresholds alone. Each image is segmented by itself, so that an image
 * with wrong values or ragged borders finds other voxels than the reference.
 */
public enum Tissue {
  /** Bone and contrast medium. */
  BONE("bone", "bone", "above 200 HU, everywhere in the image") {
    @Override
    boolean holds(float hu, boolean inBody) {
      return hu > BONE_HU;
    }
  },
  /** Lung and gas. */
  AIR("air", "air and lung", "below -500 HU inside the body of the same image") {
    @Override
    boolean holds(float hu, boolean inBody) {
      return inBody && hu < Masks.BODY_THRESHOLD_HU;
    }
  },
  /** The body with everything in it. */
  BODY("body", "body", "above -500 HU, largest component, holes filled slice by slice") {
    @Override
    boolean holds(float hu, boolean inBody) {
      return inBody;
    }
  };

  /** What the distances are, for settings and reports. */
  static final String DISTANCE =
      "larger of the two directed 95th percentiles of the distances between edge voxels, mm; edge = mask without its erosion by the cross of face neighbours (in-plane for a single slice), outside the image is background";

  private static final float BONE_HU = 200;

  private final String key;
  private final String label;
  private final String rule;

  Tissue(String key, String label, String rule) {
    this.key = key;
    this.label = label;
    this.rule = rule;
  }

  abstract boolean holds(float hu, boolean inBody);

  /** Short name for keys of files. */
  public String key() {
    return key;
  }

  /** Name for people. */
  public String label() {
    return label;
  }

  /** Which voxels belong to the class. */
  public String rule() {
    return rule;
  }

  /** The overlap of the class. */
  Measure dice() {
    return Measure.valueOf("DICE_" + name());
  }

  /** The distance of the class. */
  Measure distance() {
    return Measure.valueOf("HD95_" + name());
  }

  /** The body of an image in HU, found once for all classes. */
  static Mask bodyOf(FloatStack hu) {
    return Masks.body(Samples.of(hu));
  }

  /**
   * The voxels of the class; of a single slice a two-dimensional mask, whose edge lies in the
   * slice.
   *
   * @param body {@link #bodyOf} of the same image
   */
  Mask in(FloatStack hu, Mask body) {
    float[] values = hu.toLayout(SliceLayout.PLANAR).data();
    boolean[] inBody = body.toArray();
    boolean[] inside = new boolean[values.length];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = holds(values[i], inBody[i]);
    }
    return hu.slices() == 1
        ? Mask.of(inside, hu.rows(), hu.columns())
        : Mask.of(inside, hu.slices(), hu.rows(), hu.columns());
  }
}
