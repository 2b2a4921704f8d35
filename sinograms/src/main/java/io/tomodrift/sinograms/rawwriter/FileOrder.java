package io.tomodrift.sinograms.rawwriter;

import java.util.SplittableRandom;

/** Which file name a view gets. */
final class FileOrder {

  private static final int FEWEST_DIGITS = 5;

  private final int[] numbers;
  private final String pattern;

  FileOrder(int views, CtProjectionOptions.FileNames names, long seed) {
    this.numbers = new int[views];
    for (int i = 0; i < views; i++) {
      numbers[i] = i + 1;
    }
    if (names == CtProjectionOptions.FileNames.SHUFFLED) {
      shuffle(new SplittableRandom(seed));
    }
    int digits = Math.max(FEWEST_DIGITS, Integer.toString(views).length());
    this.pattern = "%0" + digits + "d.dcm";
  }

  // Fisher-Yates (Durstenfeld 1964).
  private void shuffle(SplittableRandom random) {
    for (int i = numbers.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = numbers[i];
      numbers[i] = numbers[j];
      numbers[j] = kept;
    }
  }

  String name(int view) {
    return pattern.formatted(numbers[view]);
  }
}
