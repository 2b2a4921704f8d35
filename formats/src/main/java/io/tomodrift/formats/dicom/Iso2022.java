package io.tomodrift.formats.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Text that switches its character set by escape sequences (ISO 2022, as PS3.3 C.12.1.1.2 uses it).
 */
final class Iso2022 {

  static final byte ESCAPE = 0x1B;

  /** How the bytes after an escape become bytes of the Java charset. */
  private enum Form {
    AS_IS,
    /** Seven-bit double-byte sets: Java knows them with the top bits set. */
    HIGH_BITS,
    /** As before, each pair after the byte 8F. */
    HIGH_BITS_THIRD_SET
  }

  private record Escape(String sequence, String charset, Form form) {}

  private static final List<Escape> ESCAPES =
      List.of(
          new Escape("(B", "ISO-8859-1", Form.AS_IS),
          new Escape("-A", "ISO-8859-1", Form.AS_IS),
          new Escape("-B", "ISO-8859-2", Form.AS_IS),
          new Escape("-C", "ISO-8859-3", Form.AS_IS),
          new Escape("-D", "ISO-8859-4", Form.AS_IS),
          new Escape("-L", "ISO-8859-5", Form.AS_IS),
          new Escape("-G", "ISO-8859-6", Form.AS_IS),
          new Escape("-F", "ISO-8859-7", Form.AS_IS),
          new Escape("-H", "ISO-8859-8", Form.AS_IS),
          new Escape("-M", "ISO-8859-9", Form.AS_IS),
          new Escape("-b", "ISO-8859-15", Form.AS_IS),
          new Escape("-T", "TIS-620", Form.AS_IS),
          new Escape("(J", "Shift_JIS", Form.AS_IS),
          new Escape(")I", "Shift_JIS", Form.AS_IS),
          new Escape("$)C", "EUC-KR", Form.AS_IS),
          new Escape("$)A", "GB2312", Form.AS_IS),
          new Escape("$B", "EUC-JP", Form.HIGH_BITS),
          new Escape("$@", "EUC-JP", Form.HIGH_BITS),
          new Escape("$(D", "EUC-JP", Form.HIGH_BITS_THIRD_SET));

  private Iso2022() {}

  static String decode(byte[] data, int offset, int length, Charset initial) {
    StringBuilder text = new StringBuilder();
    Charset charset = initial;
    Form form = Form.AS_IS;
    int end = offset + length;
    int start = offset;
    while (start < end) {
      int stop = start;
      while (stop < end && data[stop] != ESCAPE && !resets(form, data[stop])) {
        stop++;
      }
      text.append(decodeRun(data, start, stop, charset, form));
      if (stop == end) {
        break;
      }
      if (data[stop] != ESCAPE) {
        form = Form.AS_IS;
        charset = initial;
        start = stop;
        continue;
      }
      Optional<Escape> escape = escapeAt(data, stop + 1, end);
      charset = escape.map(e -> supported(e.charset(), initial)).orElse(initial);
      form = escape.map(Escape::form).orElse(Form.AS_IS);
      start = stop + 1 + escape.map(e -> e.sequence().length()).orElse(0);
    }
    return text.toString();
  }

  // Control characters end the effect of an escape; they never are part of a pair.
  private static boolean resets(Form form, byte value) {
    return form != Form.AS_IS && value >= 0 && value < 0x20;
  }

  private static Optional<Escape> escapeAt(byte[] data, int from, int end) {
    return ESCAPES.stream().filter(e -> matches(e.sequence(), data, from, end)).findFirst();
  }

  private static boolean matches(String sequence, byte[] data, int from, int end) {
    if (from + sequence.length() > end) {
      return false;
    }
    for (int i = 0; i < sequence.length(); i++) {
      if (data[from + i] != sequence.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static Charset supported(String name, Charset otherwise) {
    return Charset.isSupported(name) ? Charset.forName(name) : otherwise;
  }

  private static String decodeRun(byte[] data, int from, int to, Charset charset, Form form) {
    if (form == Form.AS_IS) {
      return new String(data, from, to - from, charset);
    }
    if (charset.equals(StandardCharsets.ISO_8859_1)) {
      return "\uFFFD".repeat((to - from + 1) / 2);
    }
    ByteArrayOutputStream high = new ByteArrayOutputStream();
    for (int i = from; i < to; i++) {
      if (form == Form.HIGH_BITS_THIRD_SET && (i - from) % 2 == 0) {
        high.write(0x8F);
      }
      high.write(data[i] | 0x80);
    }
    return high.toString(charset);
  }
}
