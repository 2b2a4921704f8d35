package io.tomodrift.sinograms.rawwriter;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * 2^32 unique identifiers {@code 2.25.<UUID as decimal>} (PS3.5 section B.2) of the same length:
 * those of one UUID with its last 32 bits replaced by a number.
 */
final class UidBlock {

  /** Smallest number of 39 digits; 7 of 10 UUIDs are above. */
  private static final BigInteger SMALLEST = BigInteger.TEN.pow(38);

  private static final int NUMBER_BITS = 32;

  private final BigInteger first;

  private UidBlock(String name) {
    BigInteger start = BigInteger.ZERO;
    for (int attempt = 0; start.compareTo(SMALLEST) < 0; attempt++) {
      byte[] bytes = (name + '/' + attempt).getBytes(StandardCharsets.UTF_8);
      start =
          new BigInteger(UUID.nameUUIDFromBytes(bytes).toString().replace("-", ""), 16)
              .shiftRight(NUMBER_BITS)
              .shiftLeft(NUMBER_BITS);
    }
    this.first = start;
  }

  /** Identifiers that never occur again. */
  static UidBlock random() {
    return new UidBlock(UUID.randomUUID().toString());
  }

  /** The same identifiers for the same seed. */
  static UidBlock seeded(long seed) {
    return new UidBlock("raw data seed " + seed);
  }

  /** An identifier of 44 characters. */
  String uid(int number) {
    return "2.25." + first.or(BigInteger.valueOf(Integer.toUnsignedLong(number)));
  }
}
