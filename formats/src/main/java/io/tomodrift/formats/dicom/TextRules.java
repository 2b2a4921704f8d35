package io.tomodrift.formats.dicom;

import java.util.regex.Pattern;

/** What a value of a text representation may look like (PS3.5 table 6.2-1). */
final class TextRules {

  private static final Pattern UID = Pattern.compile("(0|[1-9][0-9]*)(\\.(0|[1-9][0-9]*))*");
  private static final Pattern CODE = Pattern.compile("[A-Z0-9_ ]*");
  private static final Pattern DATE = Pattern.compile("[0-9]{8}");
  private static final Pattern TIME =
      Pattern.compile("[0-9]{2}([0-9]{2}([0-9]{2}(\\.[0-9]{1,6})?)?)?");
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  private static final Pattern AGE = Pattern.compile("[0-9]{3}[DWMY]");
  private static final Pattern ANY = Pattern.compile(".*", Pattern.DOTALL);

  private TextRules() {}

  /** Throws if the value is not empty and breaks a rule of its representation. */
  static void check(int tag, Vr vr, String value) {
    if (value.isEmpty()) {
      return;
    }
    int limit = vr.maxCharacters();
    if (limit > 0 && value.length() > limit) {
      throw refused(tag, vr, value, "at most " + limit + " characters");
    }
    if (vr.isMultiValuedText() && value.indexOf('\\') >= 0) {
      throw refused(tag, vr, value, "no backslash, which separates values");
    }
    if (!pattern(vr).matcher(value).matches()) {
      throw refused(tag, vr, value, "the form " + pattern(vr));
    }
  }

  private static Pattern pattern(Vr vr) {
    return switch (vr) {
      case UI -> UID;
      case CS -> CODE;
      case DA -> DATE;
      case TM -> TIME;
      case IS -> INTEGER;
      case DS -> DECIMAL;
      case AS -> AGE;
      default -> ANY;
    };
  }

  private static IllegalArgumentException refused(int tag, Vr vr, String value, String rule) {
    return new IllegalArgumentException(
        "%s cannot hold '%s': representation %s needs %s"
            .formatted(Tag.describe(tag), value, vr, rule));
  }
}
