package io.tomodrift.sinograms.raw;

import io.tomodrift.formats.dicom.DicomElement;
import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.Vr;
import io.tomodrift.geometry.error.FormatException;
import java.util.List;

/**
 * Values of a header, whatever representation they come in: private elements of implicit VR are
 * bytes, and converters turn FL into DS or FD. In a multi-frame file the elements of the frame come
 * before those shared by all frames, and those before the top level.
 */
final class HeaderValues {

  private static final double[] NONE = {};
  private static final int MAX_DEPTH = 3;

  private final DicomObject dataset;
  private final List<DicomObject> groups;

  private HeaderValues(DicomObject dataset, List<DicomObject> groups) {
    this.dataset = dataset;
    this.groups = groups;
  }

  /** Of a file with one view. */
  static HeaderValues of(DicomObject dataset) {
    return new HeaderValues(dataset, List.of());
  }

  /** Of one frame. */
  static HeaderValues of(DicomObject dataset, List<DicomObject> functionalGroups) {
    return new HeaderValues(dataset, functionalGroups);
  }

  /** The element, or null if it is nowhere or has no value. */
  private DicomElement find(int tag) {
    for (DicomObject group : groups) {
      DicomElement inGroup = deep(group, tag, 0);
      if (inGroup != null) {
        return inGroup;
      }
    }
    return value(dataset, tag);
  }

  private static DicomElement value(DicomObject object, int tag) {
    return object.find(tag).filter(e -> !e.isEmpty() && e.vr() != Vr.SQ).orElse(null);
  }

  private static DicomElement deep(DicomObject object, int tag, int depth) {
    DicomElement direct = value(object, tag);
    if (direct != null || depth == MAX_DEPTH) {
      return direct;
    }
    for (DicomElement element : object.elements()) {
      if (element.vr() == Vr.SQ && !element.items().isEmpty()) {
        DicomElement inside = deep(element.items().get(0), tag, depth + 1);
        if (inside != null) {
          return inside;
        }
      }
    }
    return null;
  }

  boolean has(int tag) {
    return find(tag) != null;
  }

  /** First value as text, empty if absent. */
  String text(int tag) {
    DicomElement element = find(tag);
    if (element == null) {
      return "";
    }
    boolean bytes = element.vr() == Vr.UN || element.vr() == Vr.OB;
    Vr defined = RawTag.definedVr(tag);
    Vr vr = bytes ? (defined.isText() ? defined : Vr.LO) : element.vr();
    List<String> values = element.as(vr).strings();
    return values.isEmpty() ? "" : values.get(0);
  }

  /**
   * First value as a number, NaN if absent.
   *
   * @throws FormatException if it is no finite number
   */
  double number(int tag) {
    double[] values = numbers(tag);
    return values.length == 0 ? Double.NaN : values[0];
  }

  /** First value as an integer, or another if it is absent. */
  int integer(int tag, int absent) {
    double value = number(tag);
    if (Double.isNaN(value)) {
      return absent;
    }
    if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
      throw new FormatException(Tag.describe(tag) + " is " + value + ", a whole number expected");
    }
    return (int) value;
  }

  /** All values as numbers, empty if absent. */
  double[] numbers(int tag) {
    DicomElement element = find(tag);
    if (element == null) {
      return NONE;
    }
    double[] values = typed(element).doubles();
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new FormatException(Tag.describe(tag) + " is " + value + ", a number expected");
      }
    }
    return values;
  }

  private static DicomElement typed(DicomElement element) {
    Vr vr = element.vr();
    if (vr == Vr.UN || vr == Vr.OB) {
      return element.as(fitting(element));
    }
    return vr.isText() && vr != Vr.IS && vr != Vr.DS ? element.as(Vr.DS) : element;
  }

  /** The numeric representation that fits bytes of unknown representation. */
  private static Vr fitting(DicomElement element) {
    Vr defined = RawTag.definedVr(element.tag());
    int count = Math.max(1, RawTag.definedCount(element.tag()));
    int length = element.lengthBytes();
    return switch (defined) {
      case FL -> RawTag.definedCount(element.tag()) == 0 ? Vr.FL : decimal(element, count);
      case US, UL -> length == 2 ? Vr.US : length == 4 ? Vr.UL : Vr.DS;
      case DS, IS -> isNumberText(element) ? Vr.DS : decimal(element, count);
      default -> defined;
    };
  }

  private static Vr decimal(DicomElement element, int count) {
    if (element.lengthBytes() == 4 * count) {
      return Vr.FL;
    }
    return element.lengthBytes() == 8 * count && !isNumberText(element) ? Vr.FD : Vr.DS;
  }

  private static boolean isNumberText(DicomElement element) {
    for (byte b : element.bytes()) {
      boolean possible = (b >= '0' && b <= '9') || "+-.eE\\ \0".indexOf(b) >= 0;
      if (!possible) {
        return false;
      }
    }
    return true;
  }
}
