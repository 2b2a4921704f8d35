package io.tomodrift.formats.dicom;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of elements beyond a file: value representation, needed to read implicit VR, and
 * keyword, for messages. Elements it lacks are of representation UN.
 *
 * <p><b>Reference</b>: PS3.6 for {@link #standard()}; the DICOM-CT-PD user manual, version 3, for
 * {@link #ctProjection()}.
 */
public final class DataDictionary {

  private static final DataDictionary STANDARD = load("standard.dictionary");
  private static final DataDictionary CT_PROJECTION = load("ct-projection.dictionary");
  private static final String UNSIGNED_OR_SIGNED = "XS";

  private record Entry(String vr, String keyword) {}

  private final Map<Integer, Entry> entries;

  private DataDictionary(Map<Integer, Entry> entries) {
    this.entries = entries;
  }

  /** Public elements of the objects read and written here; not all of PS3.6. */
  public static DataDictionary standard() {
    return STANDARD;
  }

  /** Private elements of groups 7029 to 7041 of raw CT projection data. */
  public static DataDictionary ctProjection() {
    return CT_PROJECTION;
  }

  private static DataDictionary load(String resource) {
    Map<Integer, Entry> entries = new HashMap<>();
    try (InputStream in = DataDictionary.class.getResourceAsStream(resource);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .forEach(f -> entries.put(Integer.parseUnsignedInt(f[0], 16), new Entry(f[1], f[2])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new DataDictionary(Map.copyOf(entries));
  }

  /**
   * Value representation of an element, if known.
   *
   * @param signedPixels whether PixelRepresentation is 1, which decides between SS and US for
   *     elements in the unit of the pixels
   */
  public Optional<Vr> vr(int tag, boolean signedPixels) {
    if ((tag & 0xFFFF) == 0) {
      return Optional.of(Vr.UL);
    }
    if (Tag.isPrivateCreator(tag)) {
      return Optional.of(Vr.LO);
    }
    if ((tag & 0xFF01FFFF) == Tag.OVERLAY_DATA) {
      return Optional.of(Vr.OW);
    }
    Entry entry = entries.get(tag);
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.vr().equals(UNSIGNED_OR_SIGNED)) {
      return Optional.of(signedPixels ? Vr.SS : Vr.US);
    }
    return Vr.of(entry.vr().charAt(0), entry.vr().charAt(1));
  }

  /** Keyword of an element, if known. */
  public Optional<String> keyword(int tag) {
    return Optional.ofNullable(entries.get(tag)).map(Entry::keyword);
  }
}
