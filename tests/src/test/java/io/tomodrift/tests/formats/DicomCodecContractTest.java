package io.tomodrift.tests.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.dicom.DataDictionary;
import io.tomodrift.formats.dicom.DicomCodecs;
import io.tomodrift.formats.dicom.DicomFile;
import io.tomodrift.formats.dicom.DicomFile.PixelState;
import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.DicomSink;
import io.tomodrift.formats.dicom.DicomSource;
import io.tomodrift.formats.dicom.PixelAccess;
import io.tomodrift.formats.dicom.PixelSource;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.TransferSyntax;
import io.tomodrift.formats.dicom.Vr;
import io.tomodrift.geometry.error.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every codec of the port must do, run against each that is found. */
@ParameterizedClass(name = "{0}")
@MethodSource("codecs")
class DicomCodecContractTest {

  private static final byte[] PIXELS = {1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, (byte) 0x80};
  private static final int PRIVATE_FLOATS = 0x7031_1033;

  @Parameter private Codec codec;
  @TempDir private Path folder;

  /** Reader and writer of one name. */
  record Codec(DicomSource source, DicomSink sink) {
    @Override
    public String toString() {
      return source.id();
    }
  }

  static List<Codec> codecs() {
    List<Codec> codecs = new ArrayList<>();
    for (DicomSource source : DicomCodecs.sources()) {
      for (DicomSink sink : DicomCodecs.sinks()) {
        if (sink.id().equals(source.id())) {
          codecs.add(new Codec(source, sink));
        }
      }
    }
    return codecs;
  }

  /** What the build says is on the class path, so that no codec goes untested unnoticed. */
  @Test
  void allExpectedCodecsAreFound() {
    String expected = System.getProperty("tomodrift.codecs", "part10");
    assertEquals(
        Arrays.asList(expected.split(",", -1)), codecs().stream().map(Codec::toString).toList());
    assertEquals("part10", DicomCodecs.source().id());
    assertEquals("part10", DicomCodecs.sink().id());
    assertEquals(codec.source().rank(), codec.sink().rank());
    assertTrue(codec.toString().matches("[a-z0-9]+"));
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("a.dcm"), bytes);
  }

  private DicomFile read(byte[] bytes, PixelAccess access) throws IOException {
    return codec.source().read(file(bytes), access);
  }

  private static byte[] withoutPixels(String syntax) {
    byte[] deepest = HandmadeDicom.dataset(syntax).text(0x0028_0030, "DS", "0.5\\0.25").bytes();
    byte[] first =
        HandmadeDicom.dataset(syntax)
            .text(0x0020_0013, "IS", "7 ")
            .header(0x0028_9110, "SQ", HandmadeDicom.UNDEFINED)
            .openItem(deepest)
            .item(new byte[0])
            .endSequence()
            .bytes();
    byte[] second = HandmadeDicom.dataset(syntax).text(0x0020_0013, "IS", "8 ").bytes();
    byte[] items = HandmadeDicom.dataset(syntax).item(first).openItem(second).bytes();
    return HandmadeDicom.dataset(syntax)
        .text(0x0008_0016, "UI", "1.2.840.10008.5.1.4.1.1.66")
        .text(0x0008_0018, "UI", "2.25.1\0\0")
        .text(0x0008_0070, "LO", "SIEMENS ")
        .element(0x0008_103E, "LO", new byte[0])
        .uint16(0x0028_0010, 2)
        .uint16(0x0028_0011, 3)
        .uint16(0x0028_0100, 16)
        .element(0x5200_9230, "SQ", items)
        .text(0x7031_0010, "LO", "CtProjectionData-MayoClinc-v1 ")
        .float32(PRIVATE_FLOATS, 369.625f, 32.5f)
        .bytes();
  }

  private static byte[] withPixels(String syntax) {
    return join(
        withoutPixels(syntax),
        HandmadeDicom.dataset(syntax)
            .element(Tag.PIXEL_DATA, "OW", PIXELS)
            .text(0xFFFC_FFFC, "OB", "padded")
            .bytes());
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private static byte[] deflated(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater =
        new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, true))) {
      deflater.write(bytes);
    }
    byte[] result = out.toByteArray();
    return Arrays.copyOf(result, result.length + result.length % 2);
  }

  private static void assertContent(DicomObject dataset) {
    assertEquals("2.25.1", dataset.requireString(Tag.SOP_INSTANCE_UID));
    assertEquals("SIEMENS", dataset.requireString(Tag.MANUFACTURER));
    assertTrue(dataset.has(Tag.SERIES_DESCRIPTION));
    assertFalse(dataset.hasValue(Tag.SERIES_DESCRIPTION));
    assertEquals(3, dataset.requireInt(Tag.COLUMNS));
    List<DicomObject> frames = dataset.sequence(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    assertEquals(2, frames.size());
    assertEquals(7, frames.get(0).requireInt(Tag.INSTANCE_NUMBER));
    assertEquals(8, frames.get(1).requireInt(Tag.INSTANCE_NUMBER));
    List<DicomObject> measures = frames.get(0).sequence(Tag.PIXEL_MEASURES_SEQUENCE);
    assertEquals(2, measures.size());
    assertArrayEquals(new double[] {0.5, 0.25}, measures.get(0).doubles(Tag.PIXEL_SPACING));
    assertEquals(0, measures.get(1).elements().size());
    DicomObject known = dataset.withDictionary(DataDictionary.ctProjection());
    assertArrayEquals(new float[] {369.625f, 32.5f}, known.floats(PRIVATE_FLOATS));
    assertFalse(dataset.has(Tag.PIXEL_DATA));
  }

  @ParameterizedTest
  @ValueSource(strings = {HandmadeDicom.EXPLICIT, HandmadeDicom.IMPLICIT, HandmadeDicom.BIG_ENDIAN})
  void readsValuesSequencesAndPixels(String syntax) throws Exception {
    byte[] bytes = HandmadeDicom.file(syntax, withPixels(syntax));
    for (PixelAccess access : PixelAccess.values()) {
      DicomFile read = read(bytes, access);
      assertEquals(syntax, read.transferSyntax().uid());
      assertEquals(syntax, read.meta().requireString(Tag.TRANSFER_SYNTAX_UID));
      assertContent(read.dataset());
      boolean implicit = syntax.equals(HandmadeDicom.IMPLICIT);
      assertEquals(implicit ? Vr.UN : Vr.FL, read.dataset().vr(PRIVATE_FLOATS).orElseThrow());
      assertEquals(access == PixelAccess.LOAD, read.dataset().has(0xFFFC_FFFC));
      assertPixels(read, access);
    }
  }

  private static void assertPixels(DicomFile read, PixelAccess access) throws IOException {
    if (access == PixelAccess.NONE) {
      assertEquals(PixelState.SKIPPED, read.pixelState());
      assertThrows(FormatException.class, read::pixels);
      return;
    }
    PixelSource pixels = read.pixels();
    assertEquals(PIXELS.length, pixels.lengthBytes());
    byte[] part = new byte[5];
    pixels.read(3, part, 4);
    assertArrayEquals(new byte[] {0, 3, 0, 4, 0}, part);
    assertThrows(IndexOutOfBoundsException.class, () -> pixels.read(9, part, 4));
    assertArrayEquals(PIXELS, read.datasetWithPixels().bytes(Tag.PIXEL_DATA));
  }

  @ParameterizedTest
  @EnumSource(PixelAccess.class)
  void readsDeflatedData(PixelAccess access) throws Exception {
    byte[] content = deflated(withPixels(HandmadeDicom.EXPLICIT));
    DicomFile read = read(HandmadeDicom.file(HandmadeDicom.DEFLATED, content), access);
    assertEquals(TransferSyntax.DEFLATED, read.transferSyntax());
    assertContent(read.dataset());
    assertPixels(read, access);
  }

  @ParameterizedTest
  @ValueSource(strings = {HandmadeDicom.EXPLICIT, HandmadeDicom.IMPLICIT})
  void readsDataSetsWithoutMetaInformation(String syntax) throws Exception {
    byte[] bytes = withPixels(syntax);
    assertTrue(codec.source().accepts(file(bytes)));
    DicomFile read = read(bytes, PixelAccess.LAZY);
    assertEquals(syntax, read.transferSyntax().uid());
    assertEquals(0, read.meta().elements().size());
    assertContent(read.dataset());
    assertPixels(read, PixelAccess.LAZY);
  }

  @ParameterizedTest
  @EnumSource(PixelAccess.class)
  void pixelsMayBeAbsent(PixelAccess access) throws Exception {
    byte[] content = withoutPixels(HandmadeDicom.EXPLICIT);
    DicomFile read = read(HandmadeDicom.file(HandmadeDicom.EXPLICIT, content), access);
    assertEquals(PixelState.ABSENT, read.pixelState());
    assertThrows(FormatException.class, read::pixels);
    assertContent(read.datasetWithPixels());
  }

  @ParameterizedTest
  @EnumSource(PixelAccess.class)
  void compressedPixelsAreRecognised(PixelAccess access) throws Exception {
    HandmadeDicom pixels =
        HandmadeDicom.dataset(HandmadeDicom.EXPLICIT)
            .header(Tag.PIXEL_DATA, "OB", HandmadeDicom.UNDEFINED)
            .item(new byte[0])
            .item(new byte[20])
            .endSequence()
            .text(0xFFFC_FFFC, "OB", "padded");
    byte[] content = join(withoutPixels(HandmadeDicom.EXPLICIT), pixels.bytes());
    DicomFile read = read(HandmadeDicom.file(HandmadeDicom.JPEG_LOSSLESS, content), access);
    assertEquals(PixelState.COMPRESSED, read.pixelState());
    assertContent(read.dataset());
    FormatException e = assertThrows(FormatException.class, read::pixels);
    assertTrue(e.getMessage().contains("JPEG Lossless"), e.getMessage());
    assertEquals(access == PixelAccess.LOAD, read.dataset().has(0xFFFC_FFFC));
  }

  @Test
  void truncatedPixelsKeepTheHeaderReadable() throws Exception {
    byte[] whole =
        HandmadeDicom.file(
            HandmadeDicom.EXPLICIT,
            join(
                withoutPixels(HandmadeDicom.EXPLICIT),
                HandmadeDicom.dataset(HandmadeDicom.EXPLICIT)
                    .element(Tag.PIXEL_DATA, "OW", PIXELS)
                    .bytes()));
    byte[] cut = Arrays.copyOf(whole, whole.length - 5);
    for (PixelAccess access : List.of(PixelAccess.LAZY, PixelAccess.LOAD)) {
      DicomFile read = read(cut, access);
      assertContent(read.dataset());
      assertEquals(PIXELS.length - 5, read.pixels().lengthBytes());
    }
  }

  /** Cut anywhere, a file is read as far as it goes, or it is a FormatException. */
  @ParameterizedTest
  @ValueSource(strings = {HandmadeDicom.EXPLICIT, HandmadeDicom.IMPLICIT, HandmadeDicom.BIG_ENDIAN})
  void truncation(String syntax) throws Exception {
    byte[] whole = HandmadeDicom.file(syntax, withPixels(syntax));
    int refused = 0;
    for (int length = 0; length < whole.length; length++) {
      refused += outcome(Arrays.copyOf(whole, length), PixelAccess.LOAD) ? 0 : 1;
    }
    assertTrue(refused > whole.length / 2, refused + " of " + whole.length + " refused");
  }

  /** Whether it was read; an exception of another type than FormatException ends the test. */
  private boolean outcome(byte[] bytes, PixelAccess access) throws IOException {
    try {
      read(bytes, access);
      return true;
    } catch (FormatException e) {
      assertTrue(e.getMessage().contains("a.dcm"), e.getMessage());
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {HandmadeDicom.EXPLICIT, HandmadeDicom.IMPLICIT, HandmadeDicom.BIG_ENDIAN})
  void randomDamage(String syntax) throws Exception {
    byte[] whole = HandmadeDicom.file(syntax, withPixels(syntax));
    Random random = new Random(20);
    for (int i = 0; i < 500; i++) {
      byte[] damaged = whole.clone();
      for (int k = 0; k <= i % 4; k++) {
        damaged[132 + random.nextInt(whole.length - 132)] = (byte) random.nextInt(256);
      }
      outcome(damaged, PixelAccess.LOAD);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {HandmadeDicom.EXPLICIT, HandmadeDicom.IMPLICIT})
  void nestingWithoutEnd(String syntax) throws Exception {
    HandmadeDicom deep =
        HandmadeDicom.dataset(syntax).text(0x0008_0016, "UI", "1.2.840.10008.5.1.4.1.1.66");
    for (int i = 0; i < 50_000; i++) {
      deep.header(0x5200_9230, "SQ", HandmadeDicom.UNDEFINED)
          .marker(0xFFFE_E000, HandmadeDicom.UNDEFINED);
    }
    byte[] bytes = HandmadeDicom.file(syntax, deep.bytes());
    FormatException e = assertThrows(FormatException.class, () -> read(bytes, PixelAccess.NONE));
    assertTrue(e.getMessage().contains("32 deep"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0x7FFF_FFF0, 0x7000_0000, -16})
  void lengthsBeyondTheFile(int length) throws Exception {
    byte[] content =
        HandmadeDicom.dataset(HandmadeDicom.IMPLICIT)
            .text(0x0008_0016, "UI", "1.2.840.10008.5.1.4.1.1.66")
            .header(0x0028_0030, "DS", length)
            .bytes();
    byte[] bytes = HandmadeDicom.file(HandmadeDicom.IMPLICIT, join(content, new byte[100]));
    assertThrows(FormatException.class, () -> read(bytes, PixelAccess.NONE));
  }

  @Test
  void whatIsNotDicomIsNotAccepted() throws Exception {
    for (byte[] bytes : List.of(new byte[0], new byte[4000], "P5 2 2 255 abcd".getBytes())) {
      assertFalse(codec.source().accepts(file(bytes)));
      assertThrows(FormatException.class, () -> read(bytes, PixelAccess.LAZY));
    }
    assertFalse(codec.source().accepts(folder));
    Path absent = folder.resolve("absent.dcm");
    assertThrows(IOException.class, () -> codec.source().read(absent, PixelAccess.LOAD));
    byte[] whole = HandmadeDicom.file(HandmadeDicom.EXPLICIT, withPixels(HandmadeDicom.EXPLICIT));
    assertTrue(codec.source().accepts(file(whole)));
  }

  @ParameterizedTest
  @CsvSource({
    "ISO_IR 100, ISO-8859-1, Grüße^Ärztin",
    "ISO_IR 192, UTF-8, Ωmega^Žena",
    "ISO_IR 144, ISO-8859-5, Люксембург",
    "GB18030, GB18030, 王^小东"
  })
  void characterSets(String term, String javaName, String name) throws Exception {
    byte[] encoded = name.getBytes(Charset.forName(javaName));
    byte[] padded = Arrays.copyOf(encoded, encoded.length + encoded.length % 2);
    if (padded.length > encoded.length) {
      padded[encoded.length] = ' ';
    }
    byte[] item =
        HandmadeDicom.dataset(HandmadeDicom.EXPLICIT).element(0x0010_0010, "PN", padded).bytes();
    String evenTerm = term.length() % 2 == 0 ? term : term + " ";
    byte[] content =
        HandmadeDicom.dataset(HandmadeDicom.EXPLICIT)
            .text(0x0008_0005, "CS", evenTerm)
            .element(0x0010_0010, "PN", padded)
            .header(0x5200_9230, "SQ", HandmadeDicom.UNDEFINED)
            .item(item)
            .endSequence()
            .bytes();
    DicomObject read =
        read(HandmadeDicom.file(HandmadeDicom.EXPLICIT, content), PixelAccess.NONE).dataset();
    assertEquals(name, read.requireString(Tag.PATIENT_NAME));
    DicomObject inner = read.firstItem(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).orElseThrow();
    assertEquals(name, inner.requireString(Tag.PATIENT_NAME));
  }

  @ParameterizedTest
  @ValueSource(strings = {HandmadeDicom.EXPLICIT, HandmadeDicom.IMPLICIT})
  void readsBackWhatItWrote(String syntax) throws Exception {
    byte[] source = HandmadeDicom.file(HandmadeDicom.EXPLICIT, withPixels(HandmadeDicom.EXPLICIT));
    DicomObject dataset =
        read(source, PixelAccess.LOAD).datasetWithPixels().toBuilder()
            .text(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
            .text(Tag.PATIENT_NAME, "Größe^Test")
            .sequence(Tag.PIXEL_MEASURES_SEQUENCE, List.of())
            .doubles(Tag.RESCALE_SLOPE, 2e-4)
            .build();
    assertWritten(dataset, syntax);
  }

  /** Values in big endian are turned round. */
  @Test
  void writesWhatWasBigEndian() throws Exception {
    byte[] source =
        HandmadeDicom.file(HandmadeDicom.BIG_ENDIAN, withPixels(HandmadeDicom.BIG_ENDIAN));
    DicomObject dataset = read(source, PixelAccess.LOAD).datasetWithPixels();
    Path target = folder.resolve("b.dcm");
    codec.sink().write(target, dataset);
    DicomFile back = codec.source().read(target, PixelAccess.LOAD);
    assertContent(back.dataset());
    byte[] swapped = PIXELS.clone();
    for (int i = 0; i < swapped.length; i += 2) {
      swapped[i] = PIXELS[i + 1];
      swapped[i + 1] = PIXELS[i];
    }
    assertArrayEquals(swapped, back.datasetWithPixels().bytes(Tag.PIXEL_DATA));
  }

  private void assertWritten(DicomObject dataset, String syntax) throws IOException {
    Path target = folder.resolve("b.dcm");
    Files.writeString(target, "something else that is longer than nothing");
    codec.sink().write(target, dataset, TransferSyntax.of(syntax));
    DicomFile back = codec.source().read(target, PixelAccess.LOAD);
    assertEquals(syntax, back.transferSyntax().uid());
    assertEquals("2.25.1", back.meta().requireString(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID));
    assertEquals(
        "1.2.840.10008.5.1.4.1.1.66", back.meta().requireString(Tag.MEDIA_STORAGE_SOP_CLASS_UID));
    assertContent(back.dataset());
    assertEquals("Größe^Test", back.dataset().requireString(Tag.PATIENT_NAME));
    assertTrue(back.dataset().has(Tag.PIXEL_MEASURES_SEQUENCE));
    assertEquals(2e-4, back.dataset().doubleValue(Tag.RESCALE_SLOPE).orElseThrow());
    assertPixels(back, PixelAccess.LOAD);
    assertEquals(dataset.elements().size(), back.datasetWithPixels().elements().size());
  }

  @Test
  void refusesWhatCannotBeWritten() {
    Path target = folder.resolve("b.dcm");
    DicomObject noClass = DicomObject.builder().text(Tag.SOP_INSTANCE_UID, "2.25.1").build();
    assertThrows(FormatException.class, () -> codec.sink().write(target, noClass));
    DicomObject complete =
        noClass.toBuilder().text(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.66").build();
    for (TransferSyntax syntax :
        List.of(TransferSyntax.DEFLATED, TransferSyntax.of(HandmadeDicom.JPEG_LOSSLESS))) {
      assertThrows(
          IllegalArgumentException.class, () -> codec.sink().write(target, complete, syntax));
    }
    DicomObject large =
        complete.toBuilder().doubles(PRIVATE_FLOATS, Vr.FL, new double[20_000]).build();
    assertThrows(FormatException.class, () -> codec.sink().write(target, large));
    assertTrue(Files.notExists(target));
    Path nowhere = folder.resolve("absent").resolve("b.dcm");
    assertThrows(IOException.class, () -> codec.sink().write(nowhere, complete));
  }
}
