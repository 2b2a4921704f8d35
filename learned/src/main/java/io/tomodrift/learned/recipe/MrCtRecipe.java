package io.tomodrift.learned.recipe;

import io.tomodrift.formats.text.StrictNode;
import java.util.OptionalDouble;

/**
 * Where registered MR and CT are.
 *
 * @param folder relative to the folder of the data
 * @param pixelMm pixels to resample to, mm; empty to keep those of the CT
 */
record MrCtRecipe(String folder, OptionalDouble pixelMm) {

  static MrCtRecipe of(StrictNode node) {
    node.allow("folder", "pixelMm");
    return new MrCtRecipe(
        node.text("folder"),
        node.has("pixelMm") ? OptionalDouble.of(node.number("pixelMm")) : OptionalDouble.empty());
  }
}
