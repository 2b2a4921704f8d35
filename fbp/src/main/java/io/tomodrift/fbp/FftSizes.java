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
