package io.tomodrift.formats.dicom.series;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.Tag;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SeriesMetadataTest {

  @Test
  void takesExaminationFromAnyHeader() {
    DicomObject header =
        DicomObject.builder()
            .text(Tag.PATIENT_NAME, "Doe^J")
            .text(Tag.PATIENT_ID, "L067")
            .text(Tag.PATIENT_SEX, "F")
            .text(Tag.PATIENT_POSITION, "FFS")
            .text(Tag.STUDY_INSTANCE_UID, "1.2.3")
            .text(Tag.FRAME_OF_REFERENCE_UID, "1.2.4")
            .text(Tag.STUDY_DESCRIPTION, "Abdomen")
            .doubles(Tag.KVP, 100)
            .build();
    SeriesMetadata expected =
        SeriesMetadata.builder()
            .patientName("Doe^J")
            .patientId("L067")
            .patientSex("F")
            .patientPosition("FFS")
            .studyUid("1.2.3")
            .frameOfReferenceUid("1.2.4")
            .studyDescription("Abdomen")
            .tubeVoltageKv(OptionalDouble.of(100))
            .build();
    assertEquals(expected, SeriesMetadata.likeHeader(header).build());
  }

  @Test
  void keepsDefaultsForWhatAHeaderLacks() {
    assertEquals(
        SeriesMetadata.defaults(),
        SeriesMetadata.likeHeader(DicomObject.builder().build()).build());
  }
}
