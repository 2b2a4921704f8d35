package io.tomodrift.tests.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import io.tomodrift.tests.cli.CommandRun;
import io.tomodrift.tests.support.ExternalProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every format that {@code tomodrift convert} writes, read by another program: the same values at
 * the same places of the patient. The source is an oblique volume in patient coordinates, all
 * voxels different.
 */
class OtherProgramsTest {

  private static final int SLICES = 3;
  private static final int ROWS = 5;
  private static final int COLUMNS = 7;
  private static final double PLACE_MM = 1e-4;

  @TempDir private Path folder;
  private Volume truth;
  private Path source;

  @BeforeEach
  void writeSource() throws IOException {
    double a = Math.toRadians(25);
    Vec3 column = new Vec3(Math.cos(a), Math.sin(a), 0);
    Vec3 row = new Vec3(-Math.sin(a), Math.cos(a), 0);
    VolumeFrame frame =
        new VolumeFrame(
            0.75,
            0.75,
            2.5,
            new Vec3(-101.5, 42.25, 7.125),
            column,
            row,
            column.cross(row),
            FrameSpace.PATIENT_LPS);
    FloatStack stack = FloatStack.planar(SLICES, ROWS, COLUMNS);
    for (int i = 0; i < stack.data().length; i++) {
      stack.data()[i] = 13 * i - 900;
    }
    truth = new Volume(stack, frame, VolumeUnit.HU);
    source = folder.resolve("source.npz");
    VolumeFiles.write(truth, source);
  }

  private Path converted(String name) {
    Path out = folder.resolve(name);
    CommandRun.ok("convert", source, out);
    return out;
  }

  /**
   * Each answer is {@code [[value, x, y, z], ...]} for all voxels in the order of the source, in
   * the patient coordinates of DICOM (left, posterior, superior).
   */
  private void assertSame(JsonNode voxels, boolean placed) {
    assertEquals(SLICES * ROWS * COLUMNS, voxels.size());
    for (int i = 0; i < voxels.size(); i++) {
      JsonNode voxel = voxels.get(i);
      int column = i % COLUMNS;
      int row = i / COLUMNS % ROWS;
      int slice = i / (COLUMNS * ROWS);
      assertEquals(truth.stack().get(slice, row, column), voxel.get(0).doubleValue(), 1e-3);
      if (placed) {
        Vec3 place = truth.frame().positionMm(slice, row, column);
        for (int axis = 0; axis < 3; axis++) {
          assertEquals(
              place.component(axis), voxel.get(1 + axis).doubleValue(), PLACE_MM, "voxel " + i);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v.nii", "v.nii.gz"})
  void nibabelReadsNifti(String name) throws IOException, InterruptedException {
    String program =
        """
        image = nibabel.load(sys.argv[1])
        v, m = image.get_fdata(), image.affine
        assert image.header['sform_code'] > 0
        assert numpy.allclose(image.get_sform(), image.get_qform(), atol=1e-4)
        n = v.shape
        def place(i, j, k):
            x = m @ [i, j, k, 1]
            return [float(v[i, j, k]), -x[0], -x[1], x[2]]
        print(json.dumps([place(i, j, k)
            for k in range(n[2]) for j in range(n[1]) for i in range(n[0])]))
        """;
    assertSame(PythonReader.read(converted(name), "nibabel, numpy", program), true);
  }

  /** A reader of its own for uncompressed MetaImage files, from the public description. */
  @ParameterizedTest
  @ValueSource(strings = {"v.mha", "v.mhd"})
  void anIndependentReaderReadsMetaImage(String name) throws IOException, InterruptedException {
    String program =
        """
        raw = open(sys.argv[1], 'rb').read()
        at, head = 0, {}
        while 'ElementDataFile' not in head:
            end = raw.index(b'\\n', at)
            key, value = raw[at:end].decode().split('=', 1)
            head[key.strip()] = value.strip()
            at = end + 1
        data = raw[at:]
        if head['ElementDataFile'] != 'LOCAL':
            data = open(os.path.join(os.path.dirname(sys.argv[1]), head['ElementDataFile']), 'rb').read()
        if head.get('CompressedData', 'False') == 'True':
            data = zlib.decompress(data)
        assert head['ElementType'] == 'MET_FLOAT' and head.get('BinaryDataByteOrderMSB', 'False') == 'False'
        n = [int(x) for x in head['DimSize'].split()]
        values = struct.unpack('<%df' % (n[0] * n[1] * n[2]), data)
        s = [float(x) for x in head['ElementSpacing'].split()]
        d = [float(x) for x in head['TransformMatrix'].split()]
        o = [float(x) for x in head.get('Offset', head.get('Position', '')).split()]
        out = []
        for k in range(n[2]):
            for j in range(n[1]):
                for i in range(n[0]):
                    x = [o[c] + i * s[0] * d[c] + j * s[1] * d[3 + c] + k * s[2] * d[6 + c] for c in range(3)]
                    out.append([values[(k * n[1] + j) * n[0] + i]] + x)
        print(json.dumps(out))
        """;
    assertSame(PythonReader.read(converted(name), "os, struct, zlib", program), true);
  }

  @Test
  void numpyReadsNpz() throws IOException, InterruptedException {
    String program =
        """
        f = numpy.load(sys.argv[1])
        v = f['volume']
        assert v.dtype == numpy.float32
        assert str(f['unit']) == 'HU' and str(f['space']) == 'PATIENT_LPS'
        out = []
        for index in numpy.ndindex(v.shape):
            x = f['origin_mm'] + (numpy.array(index) * f['spacing_mm']) @ f['direction']
            out.append([float(v[index])] + x.tolist())
        print(json.dumps(out))
        """;
    assertSame(PythonReader.read(converted("v.npz"), "numpy", program), true);
  }

  @Test
  void numpyReadsNpy() throws IOException, InterruptedException {
    String program =
        """
        v = numpy.load(sys.argv[1])
        assert v.shape == (3, 5, 7), v.shape
        print(json.dumps([[float(x)] for x in v.ravel()]))
        """;
    assertSame(PythonReader.read(converted("v.npy"), "numpy", program), false);
  }

  @Test
  void pydicomReadsTheSeries() throws IOException, InterruptedException {
    String program =
        """
        series = [pydicom.dcmread(os.path.join(sys.argv[1], f)) for f in sorted(os.listdir(sys.argv[1])) if f.endswith('.dcm')]
        assert len({s.SeriesInstanceUID for s in series}) == 1
        assert len({s.SOPInstanceUID for s in series}) == len(series)
        assert all(s.SOPClassUID == '1.2.840.10008.5.1.4.1.1.2' for s in series)
        col, row = numpy.array(series[0].ImageOrientationPatient[:3]), numpy.array(series[0].ImageOrientationPatient[3:])
        normal = numpy.cross(col, row)
        series.sort(key=lambda s: numpy.dot(normal, s.ImagePositionPatient))
        out = []
        for s in series:
            v = s.pixel_array * float(s.RescaleSlope) + float(s.RescaleIntercept)
            for j in range(s.Rows):
                for i in range(s.Columns):
                    x = numpy.array(s.ImagePositionPatient, float) + i * col * s.PixelSpacing[1] + j * row * s.PixelSpacing[0]
                    out.append([float(v[j, i])] + [float(c) for c in x])
        print(json.dumps(out))
        """;
    assertSame(PythonReader.read(converted("series"), "os, numpy, pydicom", program), true);
  }

  @Test
  void dicomToolsFindNothingWrong() throws IOException, InterruptedException {
    ExternalProgram dcmdump = ExternalProgram.requireProgram("dcmdump");
    ExternalProgram dciodvfy = ExternalProgram.requireProgram("dciodvfy");
    List<Path> files;
    try (Stream<Path> all = Files.list(converted("series"))) {
      files = all.filter(file -> file.toString().endsWith(".dcm")).sorted().toList();
    }
    assertEquals(SLICES, files.size());
    for (Path file : files) {
      ExternalProgram.Result dump = dcmdump.run(Duration.ofSeconds(20), file.toString());
      assertEquals(0, dump.exitCode(), dump.err());
      assertTrue(dump.out().contains("CTImageStorage"), dump.out());
      ExternalProgram.Result verdict = dciodvfy.run(Duration.ofSeconds(20), file.toString());
      assertFalse((verdict.out() + verdict.err()).contains("Error"), verdict.err());
    }
  }

  /** Through every format and back: nothing is lost on the way. */
  @ParameterizedTest
  @ValueSource(strings = {"v.nii", "v.nii.gz", "v.mha", "v.mhd", "v.npz", "series"})
  void everyFormatLeadsBack(String name) throws IOException {
    Path back = folder.resolve("back.npz");
    CommandRun.ok("convert", converted(name), back);
    Volume volume = VolumeFiles.standard().read(back).volume();
    assertEquals(VolumeUnit.HU, volume.unit());
    for (int i = 0; i < truth.stack().data().length; i++) {
      assertEquals(truth.stack().data()[i], volume.stack().data()[i], 1e-3f);
    }
    Vec3 corner = truth.frame().positionMm(SLICES - 1, ROWS - 1, COLUMNS - 1);
    Vec3 found = volume.frame().positionMm(SLICES - 1, ROWS - 1, COLUMNS - 1);
    for (int axis = 0; axis < 3; axis++) {
      assertEquals(corner.component(axis), found.component(axis), PLACE_MM);
    }
  }
}
