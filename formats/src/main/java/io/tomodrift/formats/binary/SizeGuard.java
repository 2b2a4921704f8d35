package io.tomodrift.formats.binary;

import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.ResourceException;

/** Checks of sizes that a file claims, before anything is allocated for them. */
public final class SizeGuard {

  /** Longest array that every Java machine can make. */
  private static final long MAX_VALUES = Integer.MAX_VALUE - 8L;

  /**
   * No deflate stream grows by more than this factor (Gailly and Adler, zlib technical details).
   */
  private static final long DEFLATE_MAX_RATIO = 1032;

  private SizeGuard() {}

  /**
   * Product of sizes, none of them negative.
   *
   * @throws FormatException if a size is negative or the product does not fit a long
   */
  public static long product(String where, int... sizes) {
    long product = 1;
    for (int size : sizes) {
      if (size < 0) {
        throw new FormatException(where + ": negative size " + size);
      }
      product = multiply(where, product, size);
    }
    return product;
  }

  /**
   * Checks that a file has as many bytes as its header needs.
   *
   * @throws FormatException if it is shorter
   */
  public static void requireBytes(String where, long needed, long available) {
    if (needed > available) {
      throw new FormatException(
          "%s: the header promises %d bytes of values, the file has %d; it is damaged or was not copied completely"
              .formatted(where, needed, Math.max(0, available)));
    }
  }

  /**
   * Checks that {@code compressed} bytes can hold {@code needed} bytes once inflated.
   *
   * @throws FormatException if no deflate stream of that length can
   */
  public static void requireInflatable(String where, long needed, long compressed) {
    if (needed / DEFLATE_MAX_RATIO > Math.max(0, compressed) + 64) {
      throw new FormatException(
          "%s: the header promises %d bytes of values, which %d compressed bytes cannot hold; the file is damaged"
              .formatted(where, needed, compressed));
    }
  }

  /**
   * Product of two sizes that are not negative.
   *
   * @throws FormatException if it does not fit a long
   */
  public static long multiply(String where, long a, long b) {
    try {
      return Math.multiplyExact(a, b);
    } catch (ArithmeticException e) {
      throw new FormatException(where + ": the sizes multiply to more than 2^63", e);
    }
  }

  /**
   * A new float array.
   *
   * @throws ResourceException if it cannot be had
   */
  public static float[] floats(String where, long count) {
    requireArrayLength(where, count);
    try {
      return new float[(int) count];
    } catch (OutOfMemoryError e) {
      throw tooLarge(where, 4 * count);
    }
  }

  /**
   * A new double array.
   *
   * @throws ResourceException if it cannot be had
   */
  public static double[] doubles(String where, long count) {
    requireArrayLength(where, count);
    try {
      return new double[(int) count];
    } catch (OutOfMemoryError e) {
      throw tooLarge(where, 8 * count);
    }
  }

  /**
   * A new long array.
   *
   * @throws ResourceException if it cannot be had
   */
  public static long[] longs(String where, long count) {
    requireArrayLength(where, count);
    try {
      return new long[(int) count];
    } catch (OutOfMemoryError e) {
      throw tooLarge(where, 8 * count);
    }
  }

  private static void requireArrayLength(String where, long count) {
    if (count > MAX_VALUES) {
      throw new ResourceException(
          "%s: %d values do not fit one array (limit %d); read fewer slices at a time"
              .formatted(where, count, MAX_VALUES));
    }
  }

  /** The exception for values that do not fit the heap. */
  public static ResourceException tooLarge(String where, long bytes) {
    return new ResourceException(
        "%s: its values need %.2f GB, more than is free of the %.2f GB heap; raise -Xmx"
            .formatted(where, bytes * 1e-9, Runtime.getRuntime().maxMemory() * 1e-9));
  }
}
