package io.tomodrift.formats.dicom;

import java.util.Optional;

/** Value representations of PS3.5 section 6.2. */
public enum Vr {
  /** Application entity. */
  AE(Kind.ASCII, 1, 16),
  /** Age string. */
  AS(Kind.ASCII, 1, 4),
  /** Attribute tag. */
  AT(Kind.BINARY, 2, 0),
  /** Code string. */
  CS(Kind.ASCII, 1, 16),
  /** Date. */
  DA(Kind.ASCII, 1, 8),
  /** Decimal string. */
  DS(Kind.ASCII, 1, 16),
  /** Date and time. */
  DT(Kind.ASCII, 1, 26),
  /** Float, 64 bit. */
  FD(Kind.BINARY, 8, 0),
  /** Float, 32 bit. */
  FL(Kind.BINARY, 4, 0),
  /** Integer string. */
  IS(Kind.ASCII, 1, 12),
  /** Long string. */
  LO(Kind.TEXT, 1, 64),
  /** Long text, one value. */
  LT(Kind.TEXT, 1, 10240),
  /** Other bytes. */
  OB(Kind.LONG_BINARY, 1, 0),
  /** Other doubles. */
  OD(Kind.LONG_BINARY, 8, 0),
  /** Other floats. */
  OF(Kind.LONG_BINARY, 4, 0),
  /** Other 32-bit words. */
  OL(Kind.LONG_BINARY, 4, 0),
  /** Other 64-bit words. */
  OV(Kind.LONG_BINARY, 8, 0),
  /** Other 16-bit words. */
  OW(Kind.LONG_BINARY, 2, 0),
  /** Person name. */
  PN(Kind.TEXT, 1, 324),
  /** Short string. */
  SH(Kind.TEXT, 1, 16),
  /** Signed 32-bit integer. */
  SL(Kind.BINARY, 4, 0),
  /** Sequence of items. */
  SQ(Kind.SEQUENCE, 1, 0),
  /** Signed 16-bit integer. */
  SS(Kind.BINARY, 2, 0),
  /** Short text, one value. */
  ST(Kind.TEXT, 1, 1024),
  /** Signed 64-bit integer. */
  SV(Kind.LONG_BINARY, 8, 0),
  /** Time. */
  TM(Kind.ASCII, 1, 16),
  /** Unlimited characters. */
  UC(Kind.LONG_TEXT, 1, 0),
  /** Unique identifier. */
  UI(Kind.ASCII, 1, 64),
  /** Unsigned 32-bit integer. */
  UL(Kind.BINARY, 4, 0),
  /** Unknown: bytes kept as they are. */
  UN(Kind.LONG_BINARY, 1, 0),
  /** Universal resource identifier, one value. */
  UR(Kind.LONG_ASCII, 1, 0),
  /** Unsigned 16-bit integer. */
  US(Kind.BINARY, 2, 0),
  /** Unlimited text, one value. */
  UT(Kind.LONG_TEXT, 1, 0),
  /** Unsigned 64-bit integer. */
  UV(Kind.LONG_BINARY, 8, 0);

  private enum Kind {
    ASCII,
    TEXT,
    BINARY,
    LONG_ASCII,
    LONG_TEXT,
    LONG_BINARY,
    SEQUENCE
  }

  private static final Vr[] BY_CODE = byCode();

  private final Kind kind;
  private final int unitBytes;
  private final int maxCharacters;

  Vr(Kind kind, int unitBytes, int maxCharacters) {
    this.kind = kind;
    this.unitBytes = unitBytes;
    this.maxCharacters = maxCharacters;
  }

  private static Vr[] byCode() {
    Vr[] table = new Vr[26 * 26];
    for (Vr vr : values()) {
      table[(vr.name().charAt(0) - 'A') * 26 + vr.name().charAt(1) - 'A'] = vr;
    }
    return table;
  }

  /** The representation with this two-letter code, given as two characters or bytes. */
  public static Optional<Vr> of(int first, int second) {
    return isCode(first, second)
        ? Optional.ofNullable(BY_CODE[(first - 'A') * 26 + second - 'A'])
        : Optional.empty();
  }

  /** True if the two bytes could be the code of a representation: upper-case letters. */
  public static boolean isCode(int first, int second) {
    return first >= 'A' && first <= 'Z' && second >= 'A' && second <= 'Z';
  }

  /** True for characters of any kind. */
  public boolean isText() {
    return maxCharacters > 0 || kind == Kind.LONG_TEXT || kind == Kind.LONG_ASCII;
  }

  /** True if the characters are in the data set's character set rather than ASCII. */
  public boolean usesCharacterSet() {
    return kind == Kind.TEXT || kind == Kind.LONG_TEXT;
  }

  /** True if a backslash separates values; false for one long text and for binary values. */
  public boolean isMultiValuedText() {
    return isText() && this != LT && this != ST && this != UT && this != UR;
  }

  /** Bytes of one binary value, the unit in which byte order matters; 1 for text. */
  public int unitBytes() {
    return unitBytes;
  }

  /** Most characters of one value, 0 where there is no limit below 4 GB. */
  public int maxCharacters() {
    return maxCharacters;
  }

  /** True if the length takes 32 bits in explicit VR. */
  public boolean hasLongLength() {
    return kind == Kind.LONG_ASCII
        || kind == Kind.LONG_TEXT
        || kind == Kind.LONG_BINARY
        || kind == Kind.SEQUENCE;
  }

  /** The byte that fills a value to even length: blank for text, zero for the rest and for UI. */
  public byte padding() {
    return (byte) (isText() && this != UI ? ' ' : 0);
  }
}
