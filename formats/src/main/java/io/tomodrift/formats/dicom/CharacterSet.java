package io.tomodrift.formats.dicom;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Decodes text as (0008,0005) SpecificCharacterSet says: single-byte sets, UTF-8, GB18030 and GBK,
 * and the ISO 2022 escape sequences of PS3.5 section 6.1.2.5. Unknown sets are read as Latin 1, and
 * bytes without meaning become U+FFFD: a name in the wrong script must not make an image
 * unreadable.
 *
 * <p><b>Reference</b>: PS3.3 section C.12.1.1.2.
 */
public final class CharacterSet {

  /** The default: no character set named. Bytes above 127 are read as Latin 1. */
  public static final CharacterSet ASCII = new CharacterSet(StandardCharsets.ISO_8859_1, false);

  /** ISO_IR 192. */
  public static final CharacterSet UTF_8 = new CharacterSet(StandardCharsets.UTF_8, false);

  private static final Map<String, String> JAVA_NAMES =
      Map.ofEntries(
          Map.entry("6", "ISO-8859-1"),
          Map.entry("100", "ISO-8859-1"),
          Map.entry("101", "ISO-8859-2"),
          Map.entry("109", "ISO-8859-3"),
          Map.entry("110", "ISO-8859-4"),
          Map.entry("144", "ISO-8859-5"),
          Map.entry("127", "ISO-8859-6"),
          Map.entry("126", "ISO-8859-7"),
          Map.entry("138", "ISO-8859-8"),
          Map.entry("148", "ISO-8859-9"),
          Map.entry("203", "ISO-8859-15"),
          Map.entry("13", "Shift_JIS"),
          Map.entry("166", "TIS-620"),
          Map.entry("192", "UTF-8"),
          Map.entry("GB18030", "GB18030"),
          Map.entry("GBK", "GBK"));

  private final Charset initial;
  private final boolean escapes;

  private CharacterSet(Charset initial, boolean escapes) {
    this.initial = initial;
    this.escapes = escapes;
  }

  /** The decoder for the values of (0008,0005) SpecificCharacterSet. */
  public static CharacterSet of(List<String> definedTerms) {
    if (definedTerms.isEmpty()) {
      return ASCII;
    }
    boolean escapes =
        definedTerms.size() > 1 || definedTerms.stream().anyMatch(t -> t.startsWith("ISO 2022"));
    return new CharacterSet(charset(definedTerms.get(0)), escapes);
  }

  private static Charset charset(String term) {
    String number = term.replaceFirst("^ISO[_ ](IR|2022 IR)[_ ]?", "").trim();
    return supported(JAVA_NAMES.getOrDefault(number, "ISO-8859-1"));
  }

  private static Charset supported(String name) {
    return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.ISO_8859_1;
  }

  /** Decodes a range of bytes. */
  public String decode(byte[] data, int offset, int length) {
    if (!escapes || !contains(data, offset, length, Iso2022.ESCAPE)) {
      return new String(data, offset, length, initial);
    }
    return Iso2022.decode(data, offset, length, initial);
  }

  /** Encodes text; characters the set lacks become question marks. */
  public byte[] encode(String text) {
    return text.getBytes(initial);
  }

  private static boolean contains(byte[] data, int offset, int length, byte wanted) {
    for (int i = offset; i < offset + length; i++) {
      if (data[i] == wanted) {
        return true;
      }
    }
    return false;
  }
}
