package io.tomodrift.formats.dicom.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tomodrift.formats.dicom.Pydicom;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.tests.support.RealData;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Real series: geometry from their headers, values against pydicom. */
class RealSeriesTest {

  private static final RunContext CONTEXT = RunContext.defaults();

  /** Sum, sum of squares and three single values of rescaled pixels of one file. */
  private static final String SUMS =
      """
      import sys, json, numpy, pydicom
      d = pydicom.dcmread(sys.argv[1])
      a = d.pixel_array
      if a.ndim == 2: a = a[None]
      a = a * float(d.get('RescaleSlope', 1) or 1) + float(d.get('RescaleIntercept', 0) or 0)
      pad = float(sys.argv[2]); fill = float(sys.argv[3])
      n = int((a == pad).sum()); a = numpy.where(a == pad, fill, a)
      print(json.dumps({'sums': [float(s.sum()) for s in a],
        'squares': [float((s * s).sum()) for s in a],
        'values': [[float(s[r, c]) for r, c in ((5, 7), (s.shape[0] // 2, s.shape[1] // 3), (-9, -4))] for s in a],
        'padded': n}))
      """;

  private static DicomSeries read(String path) throws IOException {
    return new DicomSeriesReader().read(RealData.require(path), CONTEXT);
  }

  private static void compareSlice(Volume volume, int slice, JsonNode expected, int frame) {
    int rows = volume.stack().rows();
    int columns = volume.stack().columns();
    double sum = 0;
    double squares = 0;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        double value = volume.stack().get(slice, r, c);
        sum += value;
        squares += value * value;
      }
    }
    assertEquals(expected.get("sums").get(frame).asDouble(), sum, 0);
    assertEquals(expected.get("squares").get(frame).asDouble(), squares, 0);
    JsonNode values = expected.get("values").get(frame);
    assertEquals(values.get(0).asDouble(), volume.stack().get(slice, 5, 7), 1e-4);
    assertEquals(values.get(1).asDouble(), volume.stack().get(slice, rows / 2, columns / 3), 1e-4);
    assertEquals(values.get(2).asDouble(), volume.stack().get(slice, rows - 9, columns - 4), 1e-4);
  }

  private static String warning(DicomSeries series, String part) {
    return series.warnings().stream()
        .filter(w -> w.contains(part))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no '" + part + "' in " + series.warnings()));
  }

  @Test
  void chestHasContiguousSlicesInOrder() throws Exception {
    DicomSeries series = read("ct_chest_lidc0314_dicom");
    Volume volume = series.volume();
    assertEquals(169, volume.slices());
    assertEquals(VolumeUnit.HU, volume.unit());
    assertEquals(FrameSpace.PATIENT_LPS, volume.frame().space());
    assertEquals(1.0, volume.frame().sliceSpacingMm(), 1e-4);
    assertEquals(0.78125, volume.frame().columnSpacingMm(), 0);
    assertEquals(-201, volume.frame().originMm().x(), 0);
    assertEquals(-59, volume.frame().originMm().y(), 0);
    assertEquals(new Vec3(0, 0, 1), volume.frame().sliceDirection());
    assertEquals("CT", series.info().modality());
    assertEquals(120, series.info().tubeVoltageKv().orElseThrow(), 0);
    assertEquals("D", series.info().kernel());
    assertEquals(java.util.List.of(), series.warnings());
    for (String file : new String[] {"000001.dcm", "000008.dcm"}) {
      Path path = RealData.require("ct_chest_lidc0314_dicom/" + file);
      JsonNode expected = Pydicom.run(SUMS, path.toString(), "-99999", "0");
      double z = new DicomSeriesReader().read(path, CONTEXT).volume().frame().originMm().z();
      int slice = (int) Math.round(z - volume.frame().originMm().z());
      compareSlice(volume, slice, expected, 0);
    }
  }

  @Test
  void tiltedHeadKeepsItsShearAndReportsWhatIsOdd() throws Exception {
    DicomSeries series = read("ct_head_ge_hispeed_dicom");
    Volume volume = series.volume();
    assertEquals(28, volume.slices());
    assertEquals(18.5, series.info().shearDegrees(), 0.005);
    assertEquals(4.22, volume.frame().sliceSpacingMm(), 1e-6);
    Vec3 direction = volume.frame().sliceDirection();
    assertArrayEquals(
        new double[] {0, 0, 1}, new double[] {direction.x(), direction.y(), direction.z()}, 1e-6);
    assertEquals(java.util.List.of(4.0, 7.0), series.info().sliceThicknessesMm());
    assertTrue(warning(series, "tilt").contains("18.50 degrees"));
    String gaps = warning(series, "uneven");
    assertTrue(gaps.contains("14 of 27") && gaps.contains("1.140 mm from 14.dcm to 15.dcm"), gaps);
    assertTrue(warning(series, "thicknesses").contains("4.0 mm (14 slices), 7.0 mm (14 slices)"));
    assertTrue(warning(series, "padding").contains("-1500"));
    assertEquals(151.94, series.info().sliceOffsetsMm().get(27), 1e-6);
    Path first = RealData.require("ct_head_ge_hispeed_dicom/01.dcm");
    JsonNode expected = Pydicom.run(SUMS, first.toString(), "-1500", "-1000");
    compareSlice(volume, 0, expected, 0);
    assertEquals(expected.get("padded").asLong() * 28, series.info().paddedPixels(), 28 * 200);
  }

  @Test
  void paddingIsFoundInStoredValues() throws Exception {
    Path path = RealData.require("ct_native_contrast_pairs_2d/A048383/19001231-30.dcm");
    DicomSeries series = new DicomSeriesReader().read(path, CONTEXT);
    JsonNode expected = Pydicom.run(SUMS, path.toString(), "-3024", "-1000");
    compareSlice(series.volume(), 0, expected, 0);
    assertTrue(series.info().paddedPixels() > 10000);
    assertEquals(expected.get("padded").asLong(), series.info().paddedPixels());
    assertEquals(5.0, series.volume().frame().sliceSpacingMm(), 0);
    assertEquals(-148.5, series.volume().frame().originMm().z(), 0);
  }

  @Test
  void severalSeriesAreListedAndOneCanBeChosen() throws Exception {
    Path folder = RealData.require("ct_native_contrast_pairs_2d");
    FormatException failure =
        assertThrows(FormatException.class, () -> new DicomSeriesReader().read(folder, CONTEXT));
    assertTrue(failure.getMessage().contains("6 series"), failure.getMessage());
    SeriesSummary second = new DicomSeriesReader().list(folder, CONTEXT).get(1);
    assertTrue(failure.getMessage().contains(second.seriesUid()), failure.getMessage());
    DicomSeries series = new DicomSeriesReader().read(folder, second.seriesUid(), CONTEXT);
    assertEquals(second.seriesUid(), series.info().seriesUid());
    assertThrows(
        FormatException.class, () -> new DicomSeriesReader().read(folder, "1.2.3", CONTEXT));
  }

  @Test
  void registeredPairHasOneFrame() throws Exception {
    DicomSeries ct = read("mr_ct_pairs_sts/STS_025_dicom/CT/image");
    DicomSeries mr = read("mr_ct_pairs_sts/STS_025_dicom/MR_T1/image");
    assertEquals(47, ct.volume().slices());
    assertEquals(25, mr.volume().slices());
    assertEquals(VolumeUnit.HU, ct.volume().unit());
    assertEquals(VolumeUnit.ARBITRARY, mr.volume().unit());
    assertEquals(3.27, ct.volume().frame().sliceSpacingMm(), 1e-4);
    assertEquals(3.27, mr.volume().frame().sliceSpacingMm(), 1e-4);
    assertEquals(397.55072, mr.volume().frame().originMm().z(), 1e-6);
    Path file = RealData.require("mr_ct_pairs_sts/STS_025_dicom/MR_T1/image/000008.dcm");
    compareSlice(mr.volume(), 8, Pydicom.run(SUMS, file.toString(), "-99999", "0"), 0);
  }

  @Test
  void enhancedFilesHaveOneSliceAFrame() throws Exception {
    DicomSeries ct = read("dicom_oddities/pydicom-data/eCT_Supplemental.dcm");
    assertEquals(2, ct.volume().slices());
    Path path = RealData.require("dicom_oddities/pydicom-data/eCT_Supplemental.dcm");
    String script =
        """
        import sys, json, pydicom
        d = pydicom.dcmread(sys.argv[1]); s = d.SharedFunctionalGroupsSequence[0]
        o = []
        for i, f in enumerate(d.PerFrameFunctionalGroupsSequence):
            g = lambda n: (f.get(n) or s.get(n))[0]
            t = g('PixelValueTransformationSequence')
            a = d.pixel_array[i] * float(t.RescaleSlope) + float(t.RescaleIntercept)
            o.append([[float(x) for x in g('PlanePositionSequence').ImagePositionPatient],
              float(a.sum()), float(a[100, 90]), str(d.get('PixelPaddingValue'))])
        print(json.dumps(sorted(o, key=lambda x: -x[0][2])))
        """;
    JsonNode expected = Pydicom.run(script, path.toString());
    // Columns run to the right here, so the normal points down and slices descend in z.
    assertEquals(new Vec3(0, 0, -1), ct.volume().frame().sliceDirection());
    for (int k = 0; k < 2; k++) {
      Vec3 position = ct.volume().frame().positionMm(k, 0, 0);
      assertEquals(expected.get(k).get(0).get(2).asDouble(), position.z(), 1e-6);
      assertEquals(expected.get(k).get(2).asDouble(), ct.volume().stack().get(k, 100, 90), 1e-4);
    }
    FormatException failure =
        assertThrows(
            FormatException.class, () -> read("dicom_oddities/pydicom-data/emri_small.dcm"));
    assertTrue(failure.getMessage().contains("NumberOfFrames is 10"), failure.getMessage());
  }

  @Test
  void encodingsOfOneImageGiveTheSameValues() throws Exception {
    float[] expected = read("dicom_oddities/MR_small.dcm").volume().stack().data();
    for (String other : new String[] {"implicit", "bigendian", "expb", "padded"}) {
      DicomSeries series = read("dicom_oddities/MR_small_" + other + ".dcm");
      assertArrayEquals(expected, series.volume().stack().data(), other);
    }
    Path path = RealData.require("dicom_oddities/MR_small.dcm");
    compareSlice(
        read("dicom_oddities/MR_small.dcm").volume(),
        0,
        Pydicom.run(SUMS, path.toString(), "-99999", "0"),
        0);
  }

  @Test
  void threadsDoNotChangeTheResult() throws Exception {
    Path folder = RealData.require("mr_ct_pairs_sts/STS_025_dicom/CT/image");
    DicomSeriesReader reader = new DicomSeriesReader();
    assertArrayEquals(
        reader.read(folder, CONTEXT.withParallelism(1)).volume().stack().data(),
        reader.read(folder, CONTEXT.withParallelism(3)).volume().stack().data());
  }

  @Test
  void volumeReaderRecognisesByContent() throws Exception {
    DicomVolumeReader reader = new DicomVolumeReader();
    Path folder = RealData.require("mr_ct_pairs_sts/STS_025_dicom/CT/image");
    assertTrue(reader.accepts(folder));
    assertEquals(47, reader.read(folder, CONTEXT).slices());
    assertTrue(!reader.accepts(RealData.require("mr_ct_pairs_sts/STS_010")));
  }
}
