package io.tomodrift.tests.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.dicom.DicomCodecs;
import io.tomodrift.formats.dicom.DicomElement;
import io.tomodrift.formats.dicom.DicomFile;
import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.DicomSink;
import io.tomodrift.formats.dicom.DicomSource;
import io.tomodrift.formats.dicom.PixelAccess;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.TransferSyntax;
import io.tomodrift.formats.dicom.Vr;
import io.tomodrift.tests.support.RealData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codecs held against each other on files of many makers; skipped if there is one only. */
class DicomCodecAgreementTest {

  /** Intact files of pydicom's collection, in all encodings. */
  private static final List<String> FILES =
      List.of(
          "CT_small.dcm",
          "MR_small.dcm",
          "MR_small_implicit.dcm",
          "MR_small_bigendian.dcm",
          "MR_small_expb.dcm",
          "ExplVR_BigEnd.dcm",
          "image_dfl.dcm",
          "UN_sequence.dcm",
          "priv_SQ.dcm",
          "nested_priv_SQ.dcm",
          "empty_charset_LEI.dcm",
          "rtplan.dcm",
          "rtdose.dcm",
          "rtdose_expb.dcm",
          "rtstruct.dcm",
          "reportsi.dcm",
          "test-SR.dcm",
          "liver_1frame.dcm",
          "waveform_ecg.dcm",
          "examples_overlay.dcm",
          "examples_palette.dcm",
          "JPEG2000.dcm",
          "MR_small_RLE.dcm",
          "SC_rgb_small_odd_big_endian.dcm",
          "dicomdirtests/77654033/CT2/17106",
          "dicomdirtests/98892001/CT2N/6293",
          "pydicom-data/explicit_VR-UN.dcm",
          "pydicom-data/emri_small.dcm",
          "pydicom-data/emri_small_big_endian.dcm",
          "pydicom-data/eCT_Supplemental.dcm");

  private final List<String> differences = new ArrayList<>();
  private int compared;

  @BeforeEach
  void requireTwo() {
    Assumptions.assumeTrue(DicomCodecs.sources().size() > 1, "there is one codec only");
  }

  @Test
  void readersAgree() throws IOException {
    DicomSource reference = DicomCodecs.source();
    for (DicomSource other : DicomCodecs.sources()) {
      for (String name : FILES) {
        if (!other.id().equals(reference.id())) {
          Path path = RealData.require("dicom_oddities/" + name);
          for (PixelAccess access : PixelAccess.values()) {
            DicomFile expected = reference.read(path, access);
            DicomFile actual = other.read(path, access);
            compareFiles(name + "/" + access, expected, actual);
          }
        }
      }
    }
    assertTrue(differences.isEmpty(), () -> String.join("\n", differences));
    assertTrue(compared > 5000, "only " + compared + " elements compared");
  }

  private void compareFiles(String where, DicomFile expected, DicomFile actual) throws IOException {
    note(where + " syntax", expected.transferSyntax(), actual.transferSyntax());
    note(where + " pixels", expected.pixelState(), actual.pixelState());
    compare(where, expected.dataset(), actual.dataset());
    compare(where + "/meta", withoutLength(expected.meta()), withoutLength(actual.meta()));
    if (expected.pixelState() == DicomFile.PixelState.AVAILABLE
        && actual.pixelState() == DicomFile.PixelState.AVAILABLE) {
      byte[] first = expected.datasetWithPixels().bytes(Tag.PIXEL_DATA);
      byte[] second = actual.datasetWithPixels().bytes(Tag.PIXEL_DATA);
      note(where + " pixel bytes", true, Arrays.equals(first, second));
    }
  }

  /** The length of group 0002 is no information; a reader may leave it out. */
  private static DicomObject withoutLength(DicomObject meta) {
    return meta.toBuilder().remove(Tag.FILE_META_INFORMATION_GROUP_LENGTH).build();
  }

  private void compare(String where, DicomObject expected, DicomObject actual) {
    note(where + " tags", tags(expected), tags(actual));
    for (DicomElement element : expected.elements()) {
      actual
          .find(element.tag())
          .ifPresent(o -> compare(where + "/" + Tag.describe(element.tag()), element, o));
    }
  }

  private static List<String> tags(DicomObject object) {
    return object.elements().stream().map(e -> Tag.format(e.tag())).toList();
  }

  private void compare(String where, DicomElement expected, DicomElement actual) {
    compared++;
    // Either may have the larger dictionary.
    if (expected.vr() != Vr.UN && actual.vr() != Vr.UN) {
      note(where, expected.vr(), actual.vr());
    }
    note(where + " items", expected.items().size(), actual.items().size());
    for (int i = 0; i < Math.min(expected.items().size(), actual.items().size()); i++) {
      compare(where + "[" + i + "]", expected.items().get(i), actual.items().get(i));
    }
    if (expected.vr().isText() && actual.vr() == expected.vr()) {
      // dcm4che loses the padding of texts it had to look at itself.
      note(where, expected.strings(), actual.strings());
    } else {
      note(where + " bytes", true, Arrays.equals(expected.bytes(), actual.bytes()));
    }
  }

  private void note(String where, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      differences.add(where + ": " + expected + " and " + actual);
    }
  }

  @Test
  void eachReadsWhatTheOtherWrote(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.dcm");
    int written = 0;
    for (String name : List.of("CT_small.dcm", "rtplan.dcm", "pydicom-data/emri_small.dcm")) {
      Path original = RealData.require("dicom_oddities/" + name);
      DicomObject dataset =
          DicomCodecs.source().read(original, PixelAccess.LOAD).datasetWithPixels();
      for (DicomSink sink : DicomCodecs.sinks()) {
        for (TransferSyntax syntax :
            List.of(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_LITTLE_ENDIAN)) {
          sink.write(file, dataset, syntax);
          written++;
          for (DicomSource source : DicomCodecs.sources()) {
            DicomObject back = source.read(file, PixelAccess.LOAD).datasetWithPixels();
            compare(sink.id() + " to " + source.id() + " " + name, dataset, back);
          }
        }
      }
    }
    assertTrue(differences.isEmpty(), () -> String.join("\n", differences));
    assertEquals(3 * 2 * DicomCodecs.sinks().size(), written);
  }
}
