package io.tomodrift.formats.dicom.series;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Makes unique identifiers of the form {@code 2.25.<UUID as decimal>} (PS3.5 section B.2), which
 * need no registered root.
 */
final class UidGenerator {

  private static final String ROOT = "2.25.";

  private final String base;

  private UidGenerator(String base) {
    this.base = base;
  }

  /** Identifiers that never occur again. */
  static UidGenerator random() {
    return new UidGenerator(UUID.randomUUID().toString());
  }

  /** The same identifiers for the same seed. */
  static UidGenerator seeded(long seed) {
    return new UidGenerator("seed " + seed);
  }

  /** The identifier of a role, the same each time within this generator. */
  String uid(String role) {
    byte[] name = (base + '/' + role).getBytes(StandardCharsets.UTF_8);
    UUID uuid = UUID.nameUUIDFromBytes(name);
    byte[] bytes =
        ByteBuffer.wrap(new byte[16])
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array();
    return ROOT + new BigInteger(1, bytes);
  }
}
