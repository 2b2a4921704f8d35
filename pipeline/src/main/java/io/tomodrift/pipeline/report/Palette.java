package io.tomodrift.pipeline.report;

/**
 * Line styles that differ in colour and in dashes, so that they can be told apart in grey and with
 * any colour vision. Colours after Okabe and Ito, Color Universal Design (2008), without black and
 * yellow, one of which vanishes on every background.
 */
final class Palette {

  private static final String[] COLOURS = {
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00"
  };
  private static final String[] DASHES = {"", "8 4", "2 3", "10 3 2 3", "5 3", "14 4"};

  private Palette() {}

  static String colour(int index) {
    return COLOURS[Math.floorMod(index, COLOURS.length)];
  }

  /** Number of a mark's shape, of {@code shapes}; differs where colours begin again. */
  static int shape(int index, int shapes) {
    return Math.floorMod(index + index / COLOURS.length, shapes);
  }

  /** Attribute for the dashes of a line, with a leading space, or nothing for a solid one. */
  static String dashAttribute(int index) {
    // When the colours begin again, they come with other dashes.
    String dashes = DASHES[Math.floorMod(index + index / COLOURS.length, DASHES.length)];
    return dashes.isEmpty() ? "" : " stroke-dasharray=\"" + dashes + "\"";
  }
}
