package io.tomodrift.sinograms.raw;

import io.tomodrift.formats.dicom.CtProjectionTag;
import io.tomodrift.formats.dicom.DataDictionary;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.Vr;

/** What is known of the elements of {@link CtProjectionTag} whatever a file says about them. */
final class RawTag {

  private RawTag() {}

  /** True for the groups that say where source and detector are. */
  static boolean isGeometry(int tag) {
    int group = Tag.group(tag);
    return group == 0x7029 || group == 0x7031 || group == 0x7033;
  }

  /** The representation an element has by its definition. */
  static Vr definedVr(int tag) {
    if (tag == CtProjectionTag.HU_CALIBRATION_FACTOR) {
      return Vr.DS;
    }
    return DataDictionary.ctProjection()
        .vr(tag, false)
        .or(() -> DataDictionary.standard().vr(tag, false))
        .orElse(Vr.UN);
  }

  /** The number of values an element has by its definition, 0 if it depends. */
  static int definedCount(int tag) {
    return switch (tag) {
      case CtProjectionTag.CENTRAL_ELEMENT -> 2;
      case CtProjectionTag.PHOTON_STATISTICS -> 0;
      default -> 1;
    };
  }
}
