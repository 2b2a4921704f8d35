package io.tomodrift.formats.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.FormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DicomObjectTest {

  private static final int PRIVATE = Tag.of(0x7031, 0x1001);

  @TempDir Path temporary;

  private static byte[] floatBytes(float value) {
    byte[] bytes = new byte[4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(value);
    return bytes;
  }

  private static DicomObject sample() {
    DicomObject item = DicomObject.builder().doubles(Tag.SLICE_THICKNESS, 1.25).build();
    return DicomObject.builder()
        .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
        .text(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.66")
        .text(Tag.SOP_INSTANCE_UID, "2.25.7")
        .text(Tag.IMAGE_TYPE, "DERIVED", "SECONDARY", "AXIAL")
        .text(Tag.PATIENT_NAME, "Grün^Ägidius")
        .ints(Tag.INSTANCE_NUMBER, -12)
        .ints(Tag.ROWS, 65535)
        .doubles(Tag.PIXEL_SPACING, 1.0 / 3, 1e-7)
        .empty(Tag.KVP)
        .text(Tag.of(0x7031, 0x10), Vr.LO, "A creator")
        .bytes(PRIVATE, Vr.UN, floatBytes(1.5f))
        .sequence(Tag.PIXEL_MEASURES_SEQUENCE, List.of(item, DicomObject.builder().build(), item))
        .bytes(Tag.PIXEL_DATA, Vr.OW, new byte[] {1, 2, 3, 4})
        .build();
  }

  private DicomFile roundTrip(DicomObject object, PixelAccess access) throws Exception {
    Path file = temporary.resolve("object.dcm");
    DicomCodecs.sink().write(file, object);
    return DicomCodecs.source().read(file, access);
  }

  @Test
  void everyKindOfElementSurvivesWritingAndReading() throws Exception {
    for (PixelAccess access : new PixelAccess[] {PixelAccess.LAZY, PixelAccess.LOAD}) {
      DicomFile file = roundTrip(sample(), access);
      DicomObject back = file.dataset();
      assertEquals(List.of("DERIVED", "SECONDARY", "AXIAL"), back.strings(Tag.IMAGE_TYPE));
      assertEquals("Grün^Ägidius", back.requireString(Tag.PATIENT_NAME));
      assertEquals(-12, back.requireInt(Tag.INSTANCE_NUMBER));
      assertEquals(65535, back.requireInt(Tag.ROWS));
      assertArrayEquals(
          new double[] {0.33333333333333, 1e-7}, back.doubles(Tag.PIXEL_SPACING), 1e-14);
      assertTrue(back.has(Tag.KVP) && !back.hasValue(Tag.KVP));
      assertEquals(3, back.sequence(Tag.PIXEL_MEASURES_SEQUENCE).size());
      assertEquals(
          1.25,
          back.sequence(Tag.PIXEL_MEASURES_SEQUENCE)
              .get(2)
              .doubleValue(Tag.SLICE_THICKNESS)
              .orElseThrow(),
          0);
      assertFalse(back.has(Tag.PIXEL_DATA));
      assertArrayEquals(new byte[] {1, 2, 3, 4}, file.datasetWithPixels().bytes(Tag.PIXEL_DATA));
      assertEquals("2.25.7", file.meta().requireString(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID));
    }
    DicomFile header = roundTrip(sample(), PixelAccess.NONE);
    assertThrows(FormatException.class, header::pixels);
  }

  @Test
  void privateElementsKeepTheirBytesUntilTheirMeaningIsGiven() throws Exception {
    DicomObject back = roundTrip(sample(), PixelAccess.NONE).dataset();
    assertEquals(Vr.UN, back.vr(PRIVATE).orElseThrow());
    assertArrayEquals(floatBytes(1.5f), back.bytes(PRIVATE));
    FormatException failure = assertThrows(FormatException.class, () -> back.floats(PRIVATE));
    assertTrue(failure.getMessage().contains("DetectorFocalCenterAngularPosition"));
    DicomObject known = back.withDictionary(DataDictionary.ctProjection());
    assertArrayEquals(new float[] {1.5f}, known.floats(PRIVATE), 0);
    assertEquals("A creator", known.requireString(Tag.of(0x7031, 0x10)));
  }

  @Test
  void lookUpWorksForHighGroups() {
    DicomObject object =
        DicomObject.builder()
            .bytes(Tag.of(0xFFFC, 0xFFFC), Vr.OB, new byte[2])
            .ints(Tag.ROWS, 3)
            .build();
    assertTrue(object.has(Tag.of(0xFFFC, 0xFFFC)));
    assertEquals(Tag.ROWS, object.elements().get(0).tag());
    assertEquals("(0028,0010) Rows", Tag.describe(Tag.ROWS));
  }

  @Test
  void decimalsHaveAtMost16CharactersAndAreAsCloseAsThatAllows() {
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(40) - 20);
      DicomObject object = DicomObject.builder().doubles(Tag.SLICE_THICKNESS, value).build();
      String text = object.requireString(Tag.SLICE_THICKNESS);
      assertTrue(text.length() <= 16, text);
      assertEquals(value, Double.parseDouble(text), 1e-8 * Math.abs(value), text);
    }
    DicomObject exact = DicomObject.builder().doubles(Tag.SLICE_THICKNESS, 0.1, -0.0, 512).build();
    assertEquals(List.of("0.1", "0", "512"), exact.strings(Tag.SLICE_THICKNESS));
  }

  @Test
  void valuesThatAreNoDicomAreRefused() {
    DicomObjectBuilder builder = DicomObject.builder();
    assertThrows(IllegalArgumentException.class, () -> builder.text(Tag.MODALITY, "lower"));
    assertThrows(
        IllegalArgumentException.class, () -> builder.text(Tag.STUDY_INSTANCE_UID, "1.02"));
    assertThrows(IllegalArgumentException.class, () -> builder.text(Tag.STUDY_DATE, "2026-01-01"));
    assertThrows(IllegalArgumentException.class, () -> builder.ints(Tag.ROWS, 65536));
    assertThrows(
        IllegalArgumentException.class, () -> builder.doubles(Tag.SLICE_THICKNESS, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> builder.text(Tag.PATIENT_ID, "a\\b"));
    assertThrows(IllegalArgumentException.class, () -> builder.text(PRIVATE, "x"));
  }

  @Test
  void numbersThatAreNoneAreNamed() {
    DicomObject object =
        DicomObject.builder()
            .bytes(Tag.SLICE_THICKNESS, Vr.DS, "1.5mm ".getBytes(StandardCharsets.US_ASCII))
            .bytes(Tag.INSTANCE_NUMBER, Vr.IS, "3.0 ".getBytes(StandardCharsets.US_ASCII))
            .bytes(Tag.ROWS, Vr.US, new byte[3])
            .build();
    FormatException failure =
        assertThrows(FormatException.class, () -> object.doubles(Tag.SLICE_THICKNESS));
    assertTrue(failure.getMessage().contains("(0018,0050) SliceThickness holds '1.5mm'"));
    assertEquals(3, object.requireInt(Tag.INSTANCE_NUMBER));
    assertThrows(FormatException.class, () -> object.ints(Tag.ROWS));
    assertThrows(FormatException.class, () -> object.requireInt(Tag.COLUMNS));
  }

  private static String decode(String hex, String... terms) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return CharacterSet.of(List.of(terms)).decode(bytes, 0, bytes.length);
  }

  /** Names of PS3.5 annexes H, I and J, and of PS3.3 C.12. */
  @Test
  void characterSetsOfTheStandardsExamples() {
    assertEquals("Buc^Jérôme", decode("427563 5e4a e972f4 6d65", "ISO_IR 100"));
    assertEquals("Διονυσιος", decode("c4 e9 ef ed f5 f3 e9 ef f2", "ISO_IR 126"));
    assertEquals(
        "Yamada^Tarou=山田^太郎=やまだ^たろう",
        decode(
            "59616d6164615e5461726f75 3d 1b24423b33454 41b2842 5e 1b2442424 04f3a1b2842 3d"
                + "1b2442 2464245e2440 1b2842 5e 1b2442 243f246d2426 1b2842",
            "",
            "ISO 2022 IR 87"));
    assertEquals(
        "Hong^Gildong=洪^吉洞=홍^길동",
        decode(
            "486f6e675e47696c646f6e67 3d 1b242943 fbf3 5e 1b242943 d1ced4d7 3d"
                + "1b242943 c8ab 5e 1b242943 b1e6b5bf",
            "",
            "ISO 2022 IR 149"));
    assertEquals("王^小东", decode("cdf5 5e d0a1b6ab", "GB18030"));
    assertEquals("ﾔﾏﾀﾞ", decode("d4cfc0de", "ISO_IR 13"));
    assertEquals("é", decode("c3a9", "ISO_IR 192"));
    assertEquals("ok", decode("6f6b", "NO SUCH SET"));
  }

  @Test
  void filesWithoutPixelsSayso() throws Exception {
    DicomFile file =
        roundTrip(sample().toBuilder().remove(Tag.PIXEL_DATA).build(), PixelAccess.LOAD);
    assertEquals(DicomFile.PixelState.ABSENT, file.pixelState());
    assertTrue(
        assertThrows(FormatException.class, file::pixels).getMessage().contains("object.dcm"));
  }

  @Test
  void bothByteOrdersAreWrittenLittle() throws Exception {
    byte[] big = {0x12, 0x34};
    DicomElement rows =
        DicomElement.encoded(Tag.ROWS, Vr.US, big, 0, 2, ByteOrder.BIG_ENDIAN, CharacterSet.ASCII);
    DicomFile file = roundTrip(sample().toBuilder().put(rows).build(), PixelAccess.NONE);
    assertEquals(0x1234, file.dataset().requireInt(Tag.ROWS));
    assertEquals(0, Files.size(file.path()) % 2);
  }
}
