package io.tomodrift.formats.dicom;

/**
 * Elements of DICOM-CT-PD, version 3 of its manual, beyond those of {@link Tag}; nearly all are
 * private. {@link DataDictionary#ctProjection()} has their representations.
 */
public final class CtProjectionTag {

  /** Creator of the private groups, spelled as in public data. */
  public static final String CREATOR_NAME = "CtProjectionData-MayoClinc-v1";

  /** SpiralPitchFactor. */
  public static final int SPIRAL_PITCH_FACTOR = 0x0018_9311;

  /** HUCalibrationFactor of the files of 2016: attenuation of water, 1/mm. */
  public static final int HU_CALIBRATION_FACTOR = 0x0018_0061;

  /** DetectorElementTransverseSpacing, mm. */
  public static final int COLUMN_SPACING = 0x7029_1002;

  /** DetectorElementAxialSpacing, mm. */
  public static final int ROW_SPACING = 0x7029_1006;

  /** DetectorShape: CYLINDRICAL, FLAT or SPHERICAL. */
  public static final int DETECTOR_SHAPE = 0x7029_100B;

  /** NumberofDetectorRows. */
  public static final int DETECTOR_ROWS = 0x7029_1010;

  /** NumberofDetectorColumns. */
  public static final int DETECTOR_COLUMNS = 0x7029_1011;

  /** Creator of the private group 7031. */
  public static final int CREATOR = 0x7031_0010;

  /** DetectorFocalCenterAngularPosition, rad. */
  public static final int FOCAL_CENTER_ANGLE = 0x7031_1001;

  /** DetectorFocalCenterAxialPosition, mm, into the gantry. */
  public static final int FOCAL_CENTER_AXIAL = 0x7031_1002;

  /** DetectorFocalCenterRadialDistance, mm. */
  public static final int FOCAL_CENTER_RADIUS = 0x7031_1003;

  /** ConstantRadialDistance: focal centre to central element, mm. */
  public static final int CONSTANT_RADIAL_DISTANCE = 0x7031_1031;

  /** DetectorCentralElement: column, row. */
  public static final int CENTRAL_ELEMENT = 0x7031_1033;

  /** SourceAngularPositionShift, rad. */
  public static final int ANGULAR_SHIFT = 0x7033_100B;

  /** SourceAxialPositionShift, mm, into the gantry. */
  public static final int AXIAL_SHIFT = 0x7033_100C;

  /** SourceRadialDistanceShift, mm. */
  public static final int RADIAL_SHIFT = 0x7033_100D;

  /** FlyingFocalSpotMode: FFSNONE, FFSZ, FFSXY, FFSXYZ. */
  public static final int FLYING_FOCAL_SPOT_MODE = 0x7033_100E;

  /** NumberofSourceAngularSteps: views a turn. */
  public static final int ANGULAR_STEPS = 0x7033_1013;

  /** NumberofSpectra. */
  public static final int SPECTRA = 0x7033_1061;

  /** SpectrumIndex, from 1. */
  public static final int SPECTRUM_INDEX = 0x7033_1063;

  /** PhotonStatistics: noise-equivalent incident quanta of each column. */
  public static final int PHOTON_STATISTICS = 0x7033_1065;

  /** Timestamp, ms. */
  public static final int TIMESTAMP = 0x7033_1067;

  /** TypeofProjectionData: HELICAL or AXIAL. */
  public static final int PROJECTION_TYPE = 0x7037_1009;

  /** TypeofProjectionGeometry. */
  public static final int PROJECTION_GEOMETRY = 0x7037_100A;

  /** The first of the correction flags, BeamHardeningCorrectionFlag. */
  public static final int FIRST_FLAG = 0x7039_1003;

  /** The last of the correction flags; {@link #LOG_FLAG} follows. */
  public static final int LAST_FLAG = 0x7039_1008;

  /** LogFlag: whether values are line integrals. */
  public static final int LOG_FLAG = 0x7039_1009;

  /** WaterAttenuationCoefficient, 1/mm. */
  public static final int WATER_ATTENUATION = 0x7041_1001;

  private CtProjectionTag() {}

  /** The element that names the creator of the group of a private element. */
  public static int creatorOf(int tag) {
    return (tag & 0xFFFF_0000) | 0x10;
  }
}
