package io.tomodrift.fbp;

/** Transform lengths without prime factors above 5, which transforms handle fast. */
final class FftSizes {

  private FftSizes() {}

  /** The smallest {@code 2^a 3^b 5^c} not below {@code least}. */
  static int atLeast(int least) {
    int size = Math.max(1, least);
    while (!isFast(size)) {
      size++;
    }
    return size;
  }

  /**
   * The even size of that kind, not below {@code least}, whose transform takes the least time.
   * Backends transform real lines as complex ones of half the length, in steps of 4 where they can.
   */
  static int cheapest(int least) {
    int best = 0;
    double leastWork = Double.POSITIVE_INFINITY;
    // A power of two is among them.
    for (int size = Math.max(2, least + least % 2); size < 2 * Math.max(2, least); size += 2) {
      double work = isFast(size) ? work(size / 2) : Double.POSITIVE_INFINITY;
      if (work < leastWork) {
        leastWork = work;
        best = size;
      }
    }
    return best;
  }

  /** Time of the stages, measured for the CPU backend in arbitrary units. */
  private static double work(int size) {
    int stages = 0;
    int rest = size;
    int[] radices = {4, 5, 3, 2};
    int[] timeAnElement = {14, 23, 18, 11};
    for (int i = 0; i < radices.length; i++) {
      while (rest % radices[i] == 0) {
        stages += timeAnElement[i];
        rest /= radices[i];
      }
    }
    return (double) stages * size;
  }

  private static boolean isFast(int size) {
    int rest = size;
    for (int prime : new int[] {2, 3, 5}) {
      while (rest % prime == 0) {
        rest /= prime;
      }
    }
    return rest == 1;
  }
}
