package io.tomodrift.formats.dicom.series;

import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.Tag;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the headers of a series say beyond the volume. Texts that the files lack are empty.
 *
 * @param modality CT, MR, ...
 * @param patientName name of the patient
 * @param patientId identifier of the patient
 * @param patientPosition HFS, FFS, ...
 * @param studyUid StudyInstanceUID
 * @param seriesUid SeriesInstanceUID
 * @param frameOfReferenceUid FrameOfReferenceUID: series that share it share the patient frame
 * @param studyDescription StudyDescription
 * @param seriesDescription SeriesDescription
 * @param manufacturer maker of the scanner
 * @param kernel ConvolutionKernel
 * @param tubeVoltageKv KVP
 * @param shearDegrees angle of the slice direction and the normal of the slices: the gantry tilt
 * @param sliceOffsetsMm position of each slice along the slice direction, the first at 0; for
 *     series of uneven spacing
 * @param sliceThicknessesMm the different thicknesses, ascending
 * @param paddedPixels number of pixels outside the field of view that were set to air, or to 0 if
 *     not CT
 * @param header all elements of the first slice, without pixel data
 */
public record DicomSeriesInfo(
    String modality,
    String patientName,
    String patientId,
    String patientPosition,
    String studyUid,
    String seriesUid,
    String frameOfReferenceUid,
    String studyDescription,
    String seriesDescription,
    String manufacturer,
    String kernel,
    OptionalDouble tubeVoltageKv,
    double shearDegrees,
    List<Double> sliceOffsetsMm,
    List<Double> sliceThicknessesMm,
    long paddedPixels,
    DicomObject header) {

  /** Copies the lists. */
  public DicomSeriesInfo {
    sliceOffsetsMm = List.copyOf(sliceOffsetsMm);
    sliceThicknessesMm = List.copyOf(sliceThicknessesMm);
  }

  static DicomSeriesInfo of(SliceStack stack, long paddedPixels) {
    DicomObject header = stack.slices().get(0).file().dataset();
    return new DicomSeriesInfo(
        text(header, Tag.MODALITY),
        text(header, Tag.PATIENT_NAME),
        text(header, Tag.PATIENT_ID),
        text(header, Tag.PATIENT_POSITION),
        text(header, Tag.STUDY_INSTANCE_UID),
        text(header, Tag.SERIES_INSTANCE_UID),
        text(header, Tag.FRAME_OF_REFERENCE_UID),
        text(header, Tag.STUDY_DESCRIPTION),
        text(header, Tag.SERIES_DESCRIPTION),
        text(header, Tag.MANUFACTURER),
        text(header, Tag.CONVOLUTION_KERNEL),
        header.doubleValue(Tag.KVP),
        stack.shearDegrees(),
        stack.offsetsMm(),
        thicknesses(stack),
        paddedPixels,
        header);
  }

  private static List<Double> thicknesses(SliceStack stack) {
    return stack.slices().stream()
        .map(s -> s.placement().thicknessMm())
        .filter(t -> !t.isNaN())
        .distinct()
        .sorted()
        .toList();
  }

  private static String text(DicomObject header, int tag) {
    return header.string(tag).orElse("");
  }
}
