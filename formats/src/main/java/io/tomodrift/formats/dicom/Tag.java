package io.tomodrift.formats.dicom;

/** Tags of data elements as {@code group << 16 | element}, and their printed form. */
public final class Tag {

  /** FileMetaInformationGroupLength. */
  public static final int FILE_META_INFORMATION_GROUP_LENGTH = 0x0002_0000;

  /** FileMetaInformationVersion. */
  public static final int FILE_META_INFORMATION_VERSION = 0x0002_0001;

  /** MediaStorageSOPClassUID. */
  public static final int MEDIA_STORAGE_SOP_CLASS_UID = 0x0002_0002;

  /** MediaStorageSOPInstanceUID. */
  public static final int MEDIA_STORAGE_SOP_INSTANCE_UID = 0x0002_0003;

  /** TransferSyntaxUID. */
  public static final int TRANSFER_SYNTAX_UID = 0x0002_0010;

  /** ImplementationClassUID. */
  public static final int IMPLEMENTATION_CLASS_UID = 0x0002_0012;

  /** ImplementationVersionName. */
  public static final int IMPLEMENTATION_VERSION_NAME = 0x0002_0013;

  /** SpecificCharacterSet. */
  public static final int SPECIFIC_CHARACTER_SET = 0x0008_0005;

  /** ImageType. */
  public static final int IMAGE_TYPE = 0x0008_0008;

  /** InstanceCreationDate. */
  public static final int INSTANCE_CREATION_DATE = 0x0008_0012;

  /** InstanceCreationTime. */
  public static final int INSTANCE_CREATION_TIME = 0x0008_0013;

  /** SOPClassUID. */
  public static final int SOP_CLASS_UID = 0x0008_0016;

  /** SOPInstanceUID. */
  public static final int SOP_INSTANCE_UID = 0x0008_0018;

  /** StudyDate. */
  public static final int STUDY_DATE = 0x0008_0020;

  /** SeriesDate. */
  public static final int SERIES_DATE = 0x0008_0021;

  /** AcquisitionDate. */
  public static final int ACQUISITION_DATE = 0x0008_0022;

  /** ContentDate. */
  public static final int CONTENT_DATE = 0x0008_0023;

  /** StudyTime. */
  public static final int STUDY_TIME = 0x0008_0030;

  /** SeriesTime. */
  public static final int SERIES_TIME = 0x0008_0031;

  /** ContentTime. */
  public static final int CONTENT_TIME = 0x0008_0033;

  /** AccessionNumber. */
  public static final int ACCESSION_NUMBER = 0x0008_0050;

  /** Modality. */
  public static final int MODALITY = 0x0008_0060;

  /** Manufacturer. */
  public static final int MANUFACTURER = 0x0008_0070;

  /** InstitutionName. */
  public static final int INSTITUTION_NAME = 0x0008_0080;

  /** ReferringPhysicianName. */
  public static final int REFERRING_PHYSICIAN_NAME = 0x0008_0090;

  /** StudyDescription. */
  public static final int STUDY_DESCRIPTION = 0x0008_1030;

  /** SeriesDescription. */
  public static final int SERIES_DESCRIPTION = 0x0008_103E;

  /** ManufacturerModelName. */
  public static final int MANUFACTURER_MODEL_NAME = 0x0008_1090;

  /** DerivationDescription. */
  public static final int DERIVATION_DESCRIPTION = 0x0008_2111;

  /** PatientName. */
  public static final int PATIENT_NAME = 0x0010_0010;

  /** PatientID. */
  public static final int PATIENT_ID = 0x0010_0020;

  /** PatientBirthDate. */
  public static final int PATIENT_BIRTH_DATE = 0x0010_0030;

  /** PatientSex. */
  public static final int PATIENT_SEX = 0x0010_0040;

  /** PatientAge. */
  public static final int PATIENT_AGE = 0x0010_1010;

  /** PatientWeight. */
  public static final int PATIENT_WEIGHT = 0x0010_1030;

  /** ContrastBolusAgent. */
  public static final int CONTRAST_BOLUS_AGENT = 0x0018_0010;

  /** BodyPartExamined. */
  public static final int BODY_PART_EXAMINED = 0x0018_0015;

  /** SliceThickness. */
  public static final int SLICE_THICKNESS = 0x0018_0050;

  /** KVP. */
  public static final int KVP = 0x0018_0060;

  /** SpacingBetweenSlices. */
  public static final int SPACING_BETWEEN_SLICES = 0x0018_0088;

  /** DataCollectionDiameter. */
  public static final int DATA_COLLECTION_DIAMETER = 0x0018_0090;

  /** DataCollectionCenterPatient: the isocenter in the patient's frame. */
  public static final int DATA_COLLECTION_CENTER_PATIENT = 0x0018_9313;

  /** SoftwareVersions. */
  public static final int SOFTWARE_VERSIONS = 0x0018_1020;

  /** ProtocolName. */
  public static final int PROTOCOL_NAME = 0x0018_1030;

  /** ReconstructionDiameter. */
  public static final int RECONSTRUCTION_DIAMETER = 0x0018_1100;

  /** DistanceSourceToDetector. */
  public static final int DISTANCE_SOURCE_TO_DETECTOR = 0x0018_1110;

  /** DistanceSourceToPatient. */
  public static final int DISTANCE_SOURCE_TO_PATIENT = 0x0018_1111;

  /** GantryDetectorTilt. */
  public static final int GANTRY_DETECTOR_TILT = 0x0018_1120;

  /** ExposureTime. */
  public static final int EXPOSURE_TIME = 0x0018_1150;

  /** XRayTubeCurrent. */
  public static final int X_RAY_TUBE_CURRENT = 0x0018_1151;

  /** ConvolutionKernel. */
  public static final int CONVOLUTION_KERNEL = 0x0018_1210;

  /** PatientPosition. */
  public static final int PATIENT_POSITION = 0x0018_5100;

  /** StudyInstanceUID. */
  public static final int STUDY_INSTANCE_UID = 0x0020_000D;

  /** SeriesInstanceUID. */
  public static final int SERIES_INSTANCE_UID = 0x0020_000E;

  /** StudyID. */
  public static final int STUDY_ID = 0x0020_0010;

  /** SeriesNumber. */
  public static final int SERIES_NUMBER = 0x0020_0011;

  /** AcquisitionNumber. */
  public static final int ACQUISITION_NUMBER = 0x0020_0012;

  /** InstanceNumber. */
  public static final int INSTANCE_NUMBER = 0x0020_0013;

  /** PatientOrientation. */
  public static final int PATIENT_ORIENTATION = 0x0020_0020;

  /** ImagePositionPatient. */
  public static final int IMAGE_POSITION_PATIENT = 0x0020_0032;

  /** ImageOrientationPatient. */
  public static final int IMAGE_ORIENTATION_PATIENT = 0x0020_0037;

  /** FrameOfReferenceUID. */
  public static final int FRAME_OF_REFERENCE_UID = 0x0020_0052;

  /** Laterality. */
  public static final int LATERALITY = 0x0020_0060;

  /** PositionReferenceIndicator. */
  public static final int POSITION_REFERENCE_INDICATOR = 0x0020_1040;

  /** ImageComments. */
  public static final int IMAGE_COMMENTS = 0x0020_4000;

  /** PlanePositionSequence. */
  public static final int PLANE_POSITION_SEQUENCE = 0x0020_9113;

  /** PlaneOrientationSequence. */
  public static final int PLANE_ORIENTATION_SEQUENCE = 0x0020_9116;

  /** SamplesPerPixel. */
  public static final int SAMPLES_PER_PIXEL = 0x0028_0002;

  /** PhotometricInterpretation. */
  public static final int PHOTOMETRIC_INTERPRETATION = 0x0028_0004;

  /** NumberOfFrames. */
  public static final int NUMBER_OF_FRAMES = 0x0028_0008;

  /** Rows. */
  public static final int ROWS = 0x0028_0010;

  /** Columns. */
  public static final int COLUMNS = 0x0028_0011;

  /** PixelSpacing. */
  public static final int PIXEL_SPACING = 0x0028_0030;

  /** BitsAllocated. */
  public static final int BITS_ALLOCATED = 0x0028_0100;

  /** BitsStored. */
  public static final int BITS_STORED = 0x0028_0101;

  /** HighBit. */
  public static final int HIGH_BIT = 0x0028_0102;

  /** PixelRepresentation. */
  public static final int PIXEL_REPRESENTATION = 0x0028_0103;

  /** SmallestImagePixelValue. */
  public static final int SMALLEST_IMAGE_PIXEL_VALUE = 0x0028_0106;

  /** LargestImagePixelValue. */
  public static final int LARGEST_IMAGE_PIXEL_VALUE = 0x0028_0107;

  /** PixelPaddingValue. */
  public static final int PIXEL_PADDING_VALUE = 0x0028_0120;

  /** PixelPaddingRangeLimit. */
  public static final int PIXEL_PADDING_RANGE_LIMIT = 0x0028_0121;

  /** WindowCenter. */
  public static final int WINDOW_CENTER = 0x0028_1050;

  /** WindowWidth. */
  public static final int WINDOW_WIDTH = 0x0028_1051;

  /** RescaleIntercept. */
  public static final int RESCALE_INTERCEPT = 0x0028_1052;

  /** RescaleSlope. */
  public static final int RESCALE_SLOPE = 0x0028_1053;

  /** RescaleType. */
  public static final int RESCALE_TYPE = 0x0028_1054;

  /** LossyImageCompression. */
  public static final int LOSSY_IMAGE_COMPRESSION = 0x0028_2110;

  /** PixelMeasuresSequence. */
  public static final int PIXEL_MEASURES_SEQUENCE = 0x0028_9110;

  /** PixelValueTransformationSequence. */
  public static final int PIXEL_VALUE_TRANSFORMATION_SEQUENCE = 0x0028_9145;

  /** SharedFunctionalGroupsSequence. */
  public static final int SHARED_FUNCTIONAL_GROUPS_SEQUENCE = 0x5200_9229;

  /** PerFrameFunctionalGroupsSequence. */
  public static final int PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE = 0x5200_9230;

  /** FloatPixelData. */
  public static final int FLOAT_PIXEL_DATA = 0x7FE0_0008;

  /** DoubleFloatPixelData. */
  public static final int DOUBLE_FLOAT_PIXEL_DATA = 0x7FE0_0009;

  /** PixelData. */
  public static final int PIXEL_DATA = 0x7FE0_0010;

  /** Start of an item in a sequence. */
  public static final int ITEM = 0xFFFE_E000;

  /** End of an item of undefined length. */
  public static final int ITEM_DELIMITATION = 0xFFFE_E00D;

  /** End of a sequence of undefined length. */
  public static final int SEQUENCE_DELIMITATION = 0xFFFE_E0DD;

  /** Overlay data of the first of the repeating groups 6000, 6002, ... */
  public static final int OVERLAY_DATA = 0x6000_3000;

  private Tag() {}

  /** The tag of a group and an element, each 0 to FFFF. */
  public static int of(int group, int element) {
    if ((group & 0xFFFF) != group || (element & 0xFFFF) != element) {
      throw new IllegalArgumentException(
          "no tag (%x,%x): group and element have 16 bits".formatted(group, element));
    }
    return group << 16 | element;
  }

  /** The group. */
  public static int group(int tag) {
    return tag >>> 16;
  }

  /** The element within its group. */
  public static int element(int tag) {
    return tag & 0xFFFF;
  }

  /** True for elements of odd groups, whose meaning their creator defines. */
  public static boolean isPrivate(int tag) {
    return (tag & 0x1_0000) != 0;
  }

  /** True for the elements (odd,0010) to (odd,00FF) that name the creator of a private block. */
  public static boolean isPrivateCreator(int tag) {
    return isPrivate(tag) && element(tag) >= 0x10 && element(tag) <= 0xFF;
  }

  /** The form of the standard: {@code (0028,0010)}. */
  public static String format(int tag) {
    return "(%04X,%04X)".formatted(group(tag), element(tag));
  }

  /** The tag with its keyword where known: {@code (0028,0010) Rows}. */
  public static String describe(int tag) {
    return DataDictionary.standard()
        .keyword(tag)
        .or(() -> DataDictionary.ctProjection().keyword(tag))
        .map(keyword -> format(tag) + " " + keyword)
        .orElse(format(tag));
  }
}
