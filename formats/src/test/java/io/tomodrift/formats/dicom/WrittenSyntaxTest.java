package io.tomodrift.formats.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tomodrift.formats.dicom.part10.Part10Codec;
import io.tomodrift.formats.dicom.part10.Part10Template;
import io.tomodrift.tests.support.ExternalProgram;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written in each transfer syntax, read back by us, pydicom and dcmdump. */
class WrittenSyntaxTest {

  private static final int PRIVATE_FLOAT = 0x7031_1033;
  private static final float[] PRIVATE_VALUES = {369.625f, 32.5f};

  private static final String PYDICOM =
      """
      import sys, json, pydicom
      d = pydicom.dcmread(sys.argv[1])
      item = d[0x52009230].value[1]
      print(json.dumps({
          'syntax': str(d.file_meta.TransferSyntaxUID),
          'metaLength': d.file_meta.FileMetaInformationGroupLength,
          'name': str(d.PatientName),
          'rows': d.Rows,
          'slope': float(d.RescaleSlope),
          'items': len(d[0x52009230].value),
          'instance': int(item.InstanceNumber),
          'deep': [float(x) for x in item[0x00289110].value[0][0x00280030].value],
          'privateVr': d[0x70311033].VR,
          'private': list(bytes(d[0x70311033].value)) if d[0x70311033].VR == 'UN' else
                     [float(x) for x in d[0x70311033].value],
          'pixels': d.PixelData.hex(),
          'pixelVr': d['PixelData'].VR}))
      """;

  private static Stream<TransferSyntax> syntaxes() {
    return Stream.of(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_LITTLE_ENDIAN);
  }

  private static DicomObject sample() {
    DicomObject measures = DicomObject.builder().doubles(Tag.PIXEL_SPACING, 0.5, 0.25).build();
    return DicomObject.builder()
        .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
        .text(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.66")
        .text(Tag.SOP_INSTANCE_UID, "2.25.123")
        .text(Tag.PATIENT_NAME, "Größe^Ärztin")
        .ints(Tag.ROWS, 2)
        .ints(Tag.COLUMNS, 3)
        .ints(Tag.BITS_ALLOCATED, 16)
        .doubles(Tag.RESCALE_SLOPE, 2e-4)
        .sequence(
            Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE,
            List.of(
                DicomObject.builder().ints(Tag.INSTANCE_NUMBER, 1).build(),
                DicomObject.builder()
                    .ints(Tag.INSTANCE_NUMBER, 222)
                    .sequence(Tag.PIXEL_MEASURES_SEQUENCE, List.of(measures))
                    .build()))
        .text(0x7031_0010, Vr.LO, "CtProjectionData-MayoClinc-v1")
        .doubles(PRIVATE_FLOAT, Vr.FL, PRIVATE_VALUES[0], PRIVATE_VALUES[1])
        .bytes(Tag.PIXEL_DATA, Vr.OW, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, -1})
        .build();
  }

  @ParameterizedTest
  @MethodSource("syntaxes")
  void readsBackWhatItWrote(TransferSyntax syntax, @TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.dcm");
    new Part10Codec().write(file, sample(), syntax);
    DicomFile back = new Part10Codec().read(file, PixelAccess.LOAD);
    assertEquals(syntax, back.transferSyntax());
    assertEquals(syntax.uid(), back.meta().requireString(Tag.TRANSFER_SYNTAX_UID));
    DicomObject expected = sample();
    DicomObject actual = back.datasetWithPixels().withDictionary(DataDictionary.ctProjection());
    assertSame(expected, actual);
  }

  private static void assertSame(DicomObject expected, DicomObject actual) {
    assertEquals(expected.elements().size(), actual.elements().size());
    for (DicomElement element : expected.elements()) {
      DicomElement other = actual.find(element.tag()).orElseThrow();
      assertEquals(element.vr(), other.vr(), element.toString());
      if (element.vr() == Vr.SQ) {
        assertEquals(element.items().size(), other.items().size());
        for (int i = 0; i < element.items().size(); i++) {
          assertSame(element.items().get(i), other.items().get(i));
        }
      } else if (element.vr().isText()) {
        assertEquals(element.strings(), other.strings());
      } else {
        assertArrayEquals(element.bytes(), other.bytes(), element.toString());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("syntaxes")
  void pydicomReadsTheSame(TransferSyntax syntax, @TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.dcm");
    new Part10Codec().write(file, sample(), syntax);
    JsonNode read = Pydicom.run(PYDICOM, file.toString());
    assertEquals(syntax.uid(), read.get("syntax").asText());
    assertEquals("Größe^Ärztin", read.get("name").asText());
    assertEquals(2, read.get("rows").asInt());
    assertEquals(2e-4, read.get("slope").asDouble());
    assertEquals(2, read.get("items").asInt());
    assertEquals(222, read.get("instance").asInt());
    assertEquals("[0.5,0.25]", read.get("deep").toString());
    assertEquals("0102030405060708090a0bff", read.get("pixels").asText());
    assertEquals("OW", read.get("pixelVr").asText());
    JsonNode values = read.get("private");
    if (syntax.explicitVr()) {
      assertEquals("FL", read.get("privateVr").asText());
      assertEquals("[369.625,32.5]", values.toString());
    } else {
      assertEquals("UN", read.get("privateVr").asText());
      ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      values.forEach(v -> bytes.put((byte) v.asInt()));
      assertEquals(PRIVATE_VALUES[0], bytes.getFloat(0));
      assertEquals(PRIVATE_VALUES[1], bytes.getFloat(4));
    }
  }

  @ParameterizedTest
  @MethodSource("syntaxes")
  void dcmdumpHasNothingToSay(TransferSyntax syntax, @TempDir Path folder) throws Exception {
    ExternalProgram dcmdump = ExternalProgram.requireProgram("dcmdump");
    Path file = folder.resolve("a.dcm");
    new Part10Codec().write(file, sample(), syntax);
    ExternalProgram.Result result = dcmdump.run(Duration.ofSeconds(30), file.toString());
    assertEquals(0, result.exitCode(), result.err());
    assertEquals("", result.err());
    assertTrue(
        result
            .out()
            .contains(syntax.explicitVr() ? "=LittleEndianExplicit" : "=LittleEndianImplicit"),
        result.out());
    assertTrue(result.out().contains("[222]"), result.out());
  }

  @Test
  void otherSyntaxesAreRefused(@TempDir Path folder) {
    Path file = folder.resolve("a.dcm");
    for (TransferSyntax syntax :
        List.of(
            TransferSyntax.DEFLATED,
            TransferSyntax.EXPLICIT_BIG_ENDIAN,
            TransferSyntax.of("1.2.840.10008.1.2.4.70"))) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> new Part10Codec().write(file, sample(), syntax));
      assertTrue(e.getMessage().contains(syntax.name()), e.getMessage());
    }
    assertTrue(Files.notExists(file));
  }

  /** 16 bit lengths are a matter of explicit VR only. */
  @Test
  void longValuesFitImplicitVr(@TempDir Path folder) throws Exception {
    DicomObject large =
        sample().toBuilder().doubles(0x7033_1065, Vr.FL, new double[20_000]).build();
    Path file = folder.resolve("a.dcm");
    new Part10Codec().write(file, large, TransferSyntax.IMPLICIT_LITTLE_ENDIAN);
    DicomFile back = new Part10Codec().read(file, PixelAccess.NONE);
    assertEquals(80_000, back.dataset().bytes(0x7033_1065).length);
    assertThrows(
        io.tomodrift.geometry.error.FormatException.class,
        () -> new Part10Codec().write(file, large, TransferSyntax.EXPLICIT_LITTLE_ENDIAN));
  }

  @ParameterizedTest
  @MethodSource("syntaxes")
  void templateKnowsWhereValuesAre(TransferSyntax syntax, @TempDir Path folder) throws Exception {
    Part10Template template = new Part10Template(sample(), syntax);
    Path file = folder.resolve("a.dcm");
    new Part10Codec().write(file, sample(), syntax);
    byte[] bytes = template.file();
    assertArrayEquals(Files.readAllBytes(file), bytes);
    assertEquals(bytes.length, template.lengthBytes());
    for (DicomElement element : sample().elements()) {
      if (element.vr() != Vr.SQ) {
        Part10Template.Extent extent = template.extent(element.tag());
        byte[] padded = Arrays.copyOf(element.bytes(), extent.length());
        if (padded.length > element.lengthBytes()) {
          padded[padded.length - 1] = element.vr().padding();
        }
        int end = extent.from() + extent.length();
        assertArrayEquals(padded, Arrays.copyOfRange(bytes, extent.from(), end));
      }
    }
    Part10Template.Extent uid = template.extent(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID);
    String text = new String(bytes, uid.from(), uid.length(), StandardCharsets.US_ASCII);
    assertEquals("2.25.123", text);
    assertThrows(IllegalArgumentException.class, () -> template.extent(Tag.INSTANCE_NUMBER));
  }
}
