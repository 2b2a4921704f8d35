package io.tomodrift.sinograms.rawwriter;

import io.tomodrift.formats.dicom.DataDictionary;
import io.tomodrift.formats.dicom.Vr;

/** Elements of DICOM-CT-PD, version 3 of its manual; nearly all are private. */
final class CtProjectionTag {

  /** Creator of the private groups, spelled as in public data. */
  static final String CREATOR = "CtProjectionData-MayoClinc-v1";

  static final int SPIRAL_PITCH_FACTOR = 0x0018_9311;
  static final int COLUMN_PITCH = 0x7029_1002;
  static final int ROW_PITCH = 0x7029_1006;
  static final int DETECTOR_SHAPE = 0x7029_100B;
  static final int DETECTOR_ROWS = 0x7029_1010;
  static final int DETECTOR_COLUMNS = 0x7029_1011;
  static final int ANGLE = 0x7031_1001;
  static final int AXIAL_POSITION = 0x7031_1002;
  static final int RADIAL_DISTANCE = 0x7031_1003;
  static final int SOURCE_TO_DETECTOR = 0x7031_1031;
  static final int CENTRAL_ELEMENT = 0x7031_1033;
  static final int ANGULAR_SHIFT = 0x7033_100B;
  static final int AXIAL_SHIFT = 0x7033_100C;
  static final int RADIAL_SHIFT = 0x7033_100D;
  static final int FOCAL_SPOT_MODE = 0x7033_100E;
  static final int VIEWS_PER_TURN = 0x7033_1013;
  static final int SPECTRA = 0x7033_1061;
  static final int SPECTRUM_INDEX = 0x7033_1063;
  static final int PHOTON_STATISTICS = 0x7033_1065;
  static final int TIMESTAMP = 0x7033_1067;
  static final int DATA_TYPE = 0x7037_1009;
  static final int GEOMETRY_TYPE = 0x7037_100A;
  static final int FIRST_FLAG = 0x7039_1003;
  static final int LAST_FLAG = 0x7039_1009;
  static final int WATER_ATTENUATION = 0x7041_1001;

  private CtProjectionTag() {}

  /** The element that names the creator of the group of a private element. */
  static int creatorOf(int tag) {
    return (tag & 0xFFFF_0000) | 0x10;
  }

  /** Value representation of one of these elements. */
  static Vr vr(int tag) {
    return DataDictionary.ctProjection().vr(tag, false).orElseThrow();
  }
}
