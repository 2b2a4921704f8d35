package io.tomodrift.formats.dicom;

import java.nio.ByteOrder;
import java.util.Map;

/**
 * How a data set is encoded.
 *
 * @param uid unique identifier
 * @param name name in PS3.6, or a phrase if the identifier is not known
 * @param explicitVr whether elements carry their value representation
 * @param order byte order of tags, lengths and binary values
 * @param deflated whether the data set is compressed as a whole
 * @param compressedPixels whether pixel data are compressed frame by frame
 */
public record TransferSyntax(
    String uid,
    String name,
    boolean explicitVr,
    ByteOrder order,
    boolean deflated,
    boolean compressedPixels) {

  /** 1.2.840.10008.1.2. */
  public static final TransferSyntax IMPLICIT_LITTLE_ENDIAN =
      plain("1.2.840.10008.1.2", "Implicit VR Little Endian", false, ByteOrder.LITTLE_ENDIAN);

  /** 1.2.840.10008.1.2.1. */
  public static final TransferSyntax EXPLICIT_LITTLE_ENDIAN =
      plain("1.2.840.10008.1.2.1", "Explicit VR Little Endian", true, ByteOrder.LITTLE_ENDIAN);

  /** 1.2.840.10008.1.2.2, retired. */
  public static final TransferSyntax EXPLICIT_BIG_ENDIAN =
      plain("1.2.840.10008.1.2.2", "Explicit VR Big Endian", true, ByteOrder.BIG_ENDIAN);

  /** 1.2.840.10008.1.2.1.99. */
  public static final TransferSyntax DEFLATED =
      new TransferSyntax(
          "1.2.840.10008.1.2.1.99",
          "Deflated Explicit VR Little Endian",
          true,
          ByteOrder.LITTLE_ENDIAN,
          true,
          false);

  private static final Map<String, String> COMPRESSED =
      Map.ofEntries(
          Map.entry("1.2.840.10008.1.2.4.50", "JPEG Baseline (Process 1)"),
          Map.entry("1.2.840.10008.1.2.4.51", "JPEG Extended (Process 2 and 4)"),
          Map.entry("1.2.840.10008.1.2.4.57", "JPEG Lossless, Non-Hierarchical (Process 14)"),
          Map.entry(
              "1.2.840.10008.1.2.4.70",
              "JPEG Lossless, Non-Hierarchical, First-Order Prediction (Process 14)"),
          Map.entry("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless"),
          Map.entry("1.2.840.10008.1.2.4.81", "JPEG-LS Lossy (Near-Lossless)"),
          Map.entry("1.2.840.10008.1.2.4.90", "JPEG 2000 (Lossless Only)"),
          Map.entry("1.2.840.10008.1.2.4.91", "JPEG 2000"),
          Map.entry("1.2.840.10008.1.2.4.92", "JPEG 2000 Part 2 Multi-component (Lossless Only)"),
          Map.entry("1.2.840.10008.1.2.4.93", "JPEG 2000 Part 2 Multi-component"),
          Map.entry("1.2.840.10008.1.2.4.94", "JPIP Referenced"),
          Map.entry("1.2.840.10008.1.2.4.95", "JPIP Referenced Deflate"),
          Map.entry("1.2.840.10008.1.2.4.100", "MPEG2 Main Profile / Main Level"),
          Map.entry("1.2.840.10008.1.2.4.102", "MPEG-4 AVC/H.264 High Profile / Level 4.1"),
          Map.entry("1.2.840.10008.1.2.4.110", "JPEG XL Lossless"),
          Map.entry("1.2.840.10008.1.2.4.112", "JPEG XL"),
          Map.entry("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 (Lossless Only)"),
          Map.entry("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000"),
          Map.entry("1.2.840.10008.1.2.5", "RLE Lossless"),
          Map.entry("1.2.840.10008.1.2.8.1", "Deflated Image Frame Compression"));

  private static TransferSyntax plain(
      String uid, String name, boolean explicitVr, ByteOrder order) {
    return new TransferSyntax(uid, name, explicitVr, order, false, false);
  }

  /**
   * The syntax with this identifier. One that is not known is taken for compressed pixel data in
   * explicit VR little endian, which is what all syntaxes added since 1993 are.
   */
  public static TransferSyntax of(String uid) {
    return switch (uid) {
      case "1.2.840.10008.1.2" -> IMPLICIT_LITTLE_ENDIAN;
      case "1.2.840.10008.1.2.1" -> EXPLICIT_LITTLE_ENDIAN;
      case "1.2.840.10008.1.2.2" -> EXPLICIT_BIG_ENDIAN;
      case "1.2.840.10008.1.2.1.99" -> DEFLATED;
      default ->
          new TransferSyntax(
              uid,
              COMPRESSED.getOrDefault(uid, "a transfer syntax not known here"),
              true,
              ByteOrder.LITTLE_ENDIAN,
              false,
              true);
    };
  }

  @Override
  public String toString() {
    return name + " (" + uid + ")";
  }
}
