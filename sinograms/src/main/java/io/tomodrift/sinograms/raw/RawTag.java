package io.tomodrift.sinograms.raw;

import io.tomodrift.formats.dicom.DataDictionary;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.Vr;

/** Elements of DICOM-CT-PD beyond those of {@link Tag}. */
final class RawTag {

  static final int HU_CALIBRATION_FACTOR = 0x0018_0061;
  static final int SPIRAL_PITCH_FACTOR = 0x0018_9311;

  static final int COLUMN_SPACING = 0x7029_1002;
  static final int ROW_SPACING = 0x7029_1006;
  static final int DETECTOR_SHAPE = 0x7029_100B;
  static final int DETECTOR_ROWS = 0x7029_1010;
  static final int DETECTOR_COLUMNS = 0x7029_1011;

  static final int FOCAL_CENTER_ANGLE = 0x7031_1001;
  static final int FOCAL_CENTER_AXIAL = 0x7031_1002;
  static final int FOCAL_CENTER_RADIUS = 0x7031_1003;
  static final int CONSTANT_RADIAL_DISTANCE = 0x7031_1031;
  static final int CENTRAL_ELEMENT = 0x7031_1033;

  static final int CREATOR = 0x7031_0010;

  static final int ANGULAR_SHIFT = 0x7033_100B;
  static final int AXIAL_SHIFT = 0x7033_100C;
  static final int RADIAL_SHIFT = 0x7033_100D;
  static final int FLYING_FOCAL_SPOT_MODE = 0x7033_100E;
  static final int ANGULAR_STEPS = 0x7033_1013;
  static final int SPECTRUM_INDEX = 0x7033_1063;
  static final int PHOTON_STATISTICS = 0x7033_1065;
  static final int TIMESTAMP = 0x7033_1067;

  static final int PROJECTION_TYPE = 0x7037_1009;

  static final int FIRST_FLAG = 0x7039_1003;
  static final int LAST_FLAG = 0x7039_1008;
  static final int LOG_FLAG = 0x7039_1009;

  static final int WATER_ATTENUATION = 0x7041_1001;

  private RawTag() {}

  /** True for the groups that say where source and detector are. */
  static boolean isGeometry(int tag) {
    int group = Tag.group(tag);
    return group == 0x7029 || group == 0x7031 || group == 0x7033;
  }

  /** The representation an element has by its definition. */
  static Vr definedVr(int tag) {
    if (tag == HU_CALIBRATION_FACTOR) {
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
      case CENTRAL_ELEMENT -> 2;
      case PHOTON_STATISTICS -> 0;
      default -> 1;
    };
  }
}
