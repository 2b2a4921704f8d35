package io.tomodrift.phantoms.anatomy;

/**
 * What tissues look like inside: correlated variations of a few HU at two scales, and streaks of
 * fat in muscle. Amplitudes are those of tissue, far below scanner noise; noise is the business of
 * the scan simulator.
 */
final class Texture {

  private final BandNoise fine;
  private final BandNoise coarse;
  private final BandNoise streaks;
  private final double fattiness;

  Texture(SplitRandom random) {
    fine = new BandNoise(random, 3.2);
    coarse = new BandNoise(random, 14);
    streaks = new BandNoise(random, 6);
    fattiness = random.between(0, 1);
  }

  void apply(SliceCanvas canvas) {
    double[] amplitude = new double[Tissue.values().length];
    for (Tissue tissue : Tissue.values()) {
      amplitude[tissue.code()] = tissue.textureHu();
    }
    for (int i = 0; i < canvas.pixels(); i++) {
      int label = canvas.label(i);
      if (amplitude[label] == 0) {
        continue;
      }
      double x = canvas.xMm(i);
      double y = canvas.yMm(i);
      double z = canvas.zMm();
      double value = 2.2 * fine.at(x, y, z) + 2.2 * coarse.at(x, y, z);
      double change = amplitude[label] * value;
      if (label == Tissue.MUSCLE.code()) {
        // Fibres run along the body: streaks are long in Z, and show as dots in an axial slice.
        double streak = Math.max(0, streaks.at(x, y, 0.3 * z) - 0.3);
        change -= Math.min(70, 250 * fattiness * streak);
      }
      canvas.addHu(i, change);
    }
  }
}
