package io.tomodrift.formats.dicom.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.formats.dicom.DicomCodecs;
import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.DicomObjectBuilder;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.Vr;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.run.RunContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series made element by element, one oddity at a time. */
class SyntheticSeriesTest {

  private static final RunContext CONTEXT = RunContext.defaults();

  @TempDir Path folder;
  private int files;

  /** A slice of 1 x 4 pixels at height z. */
  private static DicomObjectBuilder slice(double z, int... words) {
    byte[] pixels = new byte[8];
    for (int i = 0; i < words.length; i++) {
      pixels[2 * i] = (byte) words[i];
      pixels[2 * i + 1] = (byte) (words[i] >> 8);
    }
    return DicomObject.builder()
        .text(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2")
        .text(Tag.SOP_INSTANCE_UID, "2.25." + (1000 + Math.round(10 * z)))
        .text(Tag.SERIES_INSTANCE_UID, "2.25.1")
        .text(Tag.MODALITY, "CT")
        .text(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
        .ints(Tag.SAMPLES_PER_PIXEL, 1)
        .ints(Tag.ROWS, 1)
        .ints(Tag.COLUMNS, 4)
        .ints(Tag.BITS_ALLOCATED, 16)
        .ints(Tag.BITS_STORED, 16)
        .ints(Tag.HIGH_BIT, 15)
        .ints(Tag.PIXEL_REPRESENTATION, 0)
        .doubles(Tag.PIXEL_SPACING, 2, 3)
        .doubles(Tag.IMAGE_ORIENTATION_PATIENT, 1, 0, 0, 0, 1, 0)
        .doubles(Tag.IMAGE_POSITION_PATIENT, 0, 0, z)
        .doubles(Tag.RESCALE_SLOPE, 1)
        .doubles(Tag.RESCALE_INTERCEPT, -1024)
        .bytes(Tag.PIXEL_DATA, Vr.OW, pixels);
  }

  private void add(DicomObjectBuilder slice) throws IOException {
    DicomCodecs.sink().write(folder.resolve("f" + files++ + ".dcm"), slice.build());
  }

  private DicomSeries read() throws IOException {
    return new DicomSeriesReader().read(folder, CONTEXT);
  }

  private String refusal() {
    return assertThrows(FormatException.class, this::read).getMessage();
  }

  @Test
  void slicesAreSortedAndRescaledOneByOne() throws IOException {
    add(slice(10, 1, 2, 3, 4).doubles(Tag.RESCALE_SLOPE, 2).doubles(Tag.RESCALE_INTERCEPT, 0.5));
    add(slice(5, 1024, 0, 65535, 7));
    Files.writeString(folder.resolve("notes.txt"), "not DICOM");
    DicomSeries series = read();
    assertArrayEquals(
        new float[] {0, -1024, 64511, -1017, 2.5f, 4.5f, 6.5f, 8.5f},
        series.volume().stack().data());
    assertEquals(5, series.volume().frame().sliceSpacingMm(), 0);
    assertEquals(3, series.volume().frame().columnSpacingMm(), 0);
    assertEquals(2, series.volume().frame().rowSpacingMm(), 0);
    assertEquals(List.of(), series.warnings());
  }

  @Test
  void bitsOutsideTheValueAreMasked() throws IOException {
    add(
        slice(0, 0xF005, 0x8FFF, 0x0800, 0x07FF)
            .ints(Tag.BITS_STORED, 12)
            .ints(Tag.HIGH_BIT, 11)
            .ints(Tag.PIXEL_REPRESENTATION, 1)
            .doubles(Tag.RESCALE_INTERCEPT, 0));
    assertArrayEquals(new float[] {5, -1, -2048, 2047}, read().volume().stack().data());
  }

  @Test
  void valuesMayStandInTheTopBits() throws IOException {
    add(slice(0, 0x1230, 0xFFFF, 0, 0x0010).ints(Tag.BITS_STORED, 12));
    assertArrayEquals(
        new float[] {0x123 - 1024, 4095 - 1024, -1024, -1023}, read().volume().stack().data());
  }

  @Test
  void paddingMayBeARangeAndIsCounted() throws IOException {
    add(
        slice(0, 63536, 63541, 63546, 1024)
            .ints(Tag.PIXEL_REPRESENTATION, 1)
            .ints(Tag.PIXEL_PADDING_VALUE, Vr.US, 63536)
            .ints(Tag.PIXEL_PADDING_RANGE_LIMIT, Vr.SS, -1995));
    DicomSeries series = read();
    assertArrayEquals(new float[] {-1000, -1000, -1990 - 1024, 0}, series.volume().stack().data());
    assertEquals(2, series.info().paddedPixels());
    assertTrue(series.warnings().get(0).contains("-2000 to -1995"), series.warnings().toString());
  }

  @Test
  void mrPaddingBecomesZero() throws IOException {
    add(
        slice(0, 9, 1, 2, 3)
            .text(Tag.MODALITY, "MR")
            .remove(Tag.RESCALE_INTERCEPT)
            .ints(Tag.PIXEL_PADDING_VALUE, 9));
    assertArrayEquals(new float[] {0, 1, 2, 3}, read().volume().stack().data());
  }

  @Test
  void twoSlicesAtOnePlaceAreRefused() throws IOException {
    add(slice(0));
    add(slice(1));
    add(slice(1).ints(Tag.ACQUISITION_NUMBER, 2));
    assertTrue(refusal().contains("f1.dcm and f2.dcm"), refusal());
  }

  @Test
  void aLocalizerAmongTheSlicesIsRefused() throws IOException {
    add(slice(0));
    add(slice(1));
    add(slice(2).doubles(Tag.IMAGE_ORIENTATION_PATIENT, 1, 0, 0, 0, 0, -1));
    assertTrue(refusal().contains("differ in orientation"), refusal());
    assertTrue(refusal().contains("f2.dcm"), refusal());
  }

  @Test
  void aMissingSliceIsReported() throws IOException {
    for (double z : new double[] {0, 1, 2, 4, 5, 6}) {
      add(slice(z));
    }
    DicomSeries series = read();
    assertEquals(1, series.volume().frame().sliceSpacingMm(), 0);
    assertTrue(
        series
            .warnings()
            .get(0)
            .contains("1 of 5 intervals differ: 2.000 mm from f2.dcm to f3.dcm"),
        series.warnings().toString());
    assertEquals(List.of(0.0, 1.0, 2.0, 4.0, 5.0, 6.0), series.info().sliceOffsetsMm());
  }

  @Test
  void withoutPositionsTheInstanceNumberDecides() throws IOException {
    add(slice(0, 2).remove(Tag.IMAGE_POSITION_PATIENT).ints(Tag.INSTANCE_NUMBER, 2));
    add(slice(0, 1).remove(Tag.IMAGE_POSITION_PATIENT).ints(Tag.INSTANCE_NUMBER, 1));
    DicomSeries series = read();
    assertEquals(-1023, series.volume().stack().get(0, 0, 0), 0);
    assertTrue(series.warnings().get(0).contains("InstanceNumber"), series.warnings().toString());
    add(slice(3));
    assertTrue(refusal().contains("2 of 3 slices have no ImagePositionPatient"), refusal());
  }

  @Test
  void budgetIsKept() throws IOException {
    add(slice(0));
    assertThrows(
        ResourceException.class,
        () -> new DicomSeriesReader().read(folder, CONTEXT.withMemoryBudget(15)));
  }

  @Test
  void anEmptyFolderHoldsNoImage() {
    assertTrue(refusal().contains("no DICOM image"), refusal());
  }
}
