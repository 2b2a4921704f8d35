package io.tomodrift.formats.nifti;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tomodrift.formats.Python;
import io.tomodrift.formats.Volumes;
import io.tomodrift.formats.binary.ElementType;
import io.tomodrift.formats.frame.FramedImage;
import io.tomodrift.formats.npy.NpyArray;
import io.tomodrift.formats.npy.NpyFiles;
import io.tomodrift.formats.npy.NpzFile;
import io.tomodrift.geometry.stack.FrameSpace;
import io.tomodrift.geometry.stack.Vec3;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.tests.support.RealData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nibabel (Brett et al.) is the reference reader and writer of NIfTI. */
class NibabelInteropTest {

  @TempDir Path folder;

  /** Compares with the array [k][j][i] and the RAS affine that nibabel found. */
  private void assertSame(FramedImage image, NpyArray values, double[] affine, double toleranceMm) {
    assertEquals(
        values.shape(),
        List.of(image.stack().slices(), image.stack().rows(), image.stack().columns()));
    assertArrayEquals(values.floats(), image.stack().data());
    double[][] corners = {{0, 0, 0}, {5, 0, 0}, {0, 7, 0}, {0, 0, 11}, {3, 4, 5}};
    for (double[] c : corners) {
      double[] ras = new double[3];
      for (int row = 0; row < 3; row++) {
        ras[row] = affine[4 * row + 3];
        for (int axis = 0; axis < 3; axis++) {
          ras[row] += affine[4 * row + axis] * c[axis];
        }
      }
      Vec3 lps = image.frame().positionMm(c[2], c[1], c[0]);
      assertArrayEquals(
          new double[] {-ras[0], -ras[1], ras[2]},
          new double[] {lps.x(), lps.y(), lps.z()},
          toleranceMm);
    }
  }

  @Test
  void readsWhatNibabelWrites() throws Exception {
    Python.run(
        folder,
        "numpy as np, nibabel as nib",
        """
        rng = np.random.default_rng(7)
        def rotation():
            q, r = np.linalg.qr(rng.normal(size=(3, 3)))
            return q * rng.choice([-1, 1])
        i = 0
        for cls in (nib.Nifti1Image, nib.Nifti1Pair):
            for t in ('u1', 'i1', 'i2', 'u2', 'i4', 'u4', 'i8', 'u8', 'f4', 'f8'):
                for form in ('sform', 'qform'):
                    a = rng.integers(0, 100, size=(4, 3, 2)).astype(t)
                    m = np.eye(4)
                    m[:3, :3] = rotation() @ np.diag([0.7, 1.1, 2.5])
                    if form == 'sform':
                        m[:3, :3] = m[:3, :3] @ np.array([[1, 0, 0], [0, 1, .3], [0, 0, 1]])
                    m[:3, 3] = rng.normal(size=3) * 100
                    h = cls.header_class(endianness='>' if i % 2 else '<')
                    h.set_data_dtype(t)
                    img = cls(a, None, h)
                    if form == 'sform':
                        img.set_sform(m, 1); img.set_qform(None, 0)
                    else:
                        img.set_qform(m, 1); img.set_sform(None, 0)
                    if t in ('i2', 'u1'):
                        img.header.set_slope_inter(0.25, -7)
                    ext = '.img' if cls is nib.Nifti1Pair else ('.nii.gz' if i % 3 else '.nii')
                    nib.save(img, f'n{i}{ext}')
                    back = nib.load(f'n{i}{ext}')
                    np.savez(f'n{i}.npz', a=back.get_fdata().astype('f4').T, m=back.affine)
                    i += 1
        """);
    int handednessSeen = 0;
    for (int i = 0; i < 40; i++) {
      String ending = i >= 20 ? ".img" : i % 3 == 0 ? ".nii" : ".nii.gz";
      FramedImage image = NiftiFiles.read(folder.resolve("n" + i + ending));
      try (NpzFile npz = NpzFile.open(folder.resolve("n" + i + ".npz"))) {
        assertSame(image, npz.get("a"), npz.get("m").doubles(), 1e-4);
      }
      VolumeFrame f = image.frame();
      double sign =
          Math.signum(f.columnDirection().cross(f.rowDirection()).dot(f.sliceDirection()));
      handednessSeen |= sign > 0 ? 1 : 2;
    }
    assertEquals(3, handednessSeen, "both handednesses must occur");
  }

  @Test
  void nibabelReadsWhatIsWritten() throws Exception {
    VolumeFrame gantry =
        Volumes.frame(new Vec3(1, 0, 0), new Vec3(0, -1, 0), new Vec3(0, 0, 1), FrameSpace.GANTRY);
    VolumeFrame mirrored =
        Volumes.frame(
            new Vec3(-1, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, 1), FrameSpace.PATIENT_LPS);
    VolumeFrame[] frames = {Volumes.oblique(), Volumes.tilted(), mirrored, gantry};
    String[] endings = {".nii", ".nii.gz", ".hdr", ".nii"};
    for (int i = 0; i < frames.length; i++) {
      ElementType type = i % 2 == 0 ? ElementType.FLOAT32 : ElementType.INT16;
      NiftiFiles.write(Volumes.hu(frames[i]), folder.resolve("w" + i + endings[i]), type);
    }
    Python.run(
        folder,
        "numpy as np, nibabel as nib",
        """
        for i, e in enumerate(['.nii', '.nii.gz', '.hdr', '.nii']):
            img = nib.load(f'w{i}{e}')
            h = img.header
            assert h.get_xyzt_units()[0] == 'mm'
            assert img.get_data_dtype() == (np.float32 if i % 2 == 0 else np.int16)
            assert h.get_slope_inter() in ((1.0, 0.0), (None, None)), h.get_slope_inter()
            np.save(f'w{i}.npy', np.asarray(img.dataobj).astype('f4').T)
            np.save(f'm{i}.npy', img.affine)
            q, code = h.get_qform(coded=True)
            if i == 1:
                assert code == 0
            else:
                assert code == h['sform_code'] and np.abs(q - h.get_sform()).max() < 2e-5, (i, q)
        """);
    for (int i = 0; i < frames.length; i++) {
      NpyArray values = NpyFiles.read(folder.resolve("w" + i + ".npy"));
      double[] affine = NpyFiles.read(folder.resolve("m" + i + ".npy")).doubles();
      FramedImage image = NiftiFiles.read(folder.resolve("w" + i + endings[i]));
      assertArrayEquals(Volumes.stack().data(), values.floats());
      if (i < 3) {
        assertSame(image, values, affine, 1e-5);
        Volumes.assertSamePlace(frames[i], image.frame(), 1e-5);
      } else {
        Vec3 origin = frames[i].originMm();
        assertArrayEquals(
            new double[] {-0.75, 0, 0, -origin.x(), 0, -1.25, 0, origin.y(), 0, 0, 3.5, origin.z()},
            java.util.Arrays.copyOf(affine, 12),
            1e-6);
      }
    }
  }

  @Test
  void realScansHaveThePlaceAndValuesThatNibabelFinds() throws Exception {
    List<String> files =
        List.of(
            "ct_abdpelvis_totalseg/example_ct.nii.gz",
            "ct_abdpelvis_totalseg/example_ct_sm.nii.gz",
            "mr_ct_pairs_sts/STS_010/CT_image.nii.gz",
            "mr_t1_t2_flair/openms_long01_study2_raw/study2_T1W.nii.gz",
            "mr_t1_t2_flair/stroke_cstar/T1.nii.gz");
    StringBuilder snippet = new StringBuilder();
    for (int i = 0; i < files.size(); i++) {
      Path file = RealData.require(files.get(i));
      snippet.append(
          "img = nib.load('%s'); np.savez('r%d.npz', a=img.get_fdata().astype('f4').T, m=img.affine)\n"
              .formatted(file, i));
    }
    Python.run(folder, "numpy as np, nibabel as nib", snippet.toString());
    for (int i = 0; i < files.size(); i++) {
      FramedImage image = NiftiFiles.read(RealData.require(files.get(i)));
      try (NpzFile npz = NpzFile.open(folder.resolve("r" + i + ".npz"))) {
        assertSame(image, npz.get("a"), npz.get("m").doubles(), 2e-4);
      }
    }
  }

  @Test
  void theAbdominalScanLiesInThePatientAsItShould() throws IOException {
    FramedImage image =
        NiftiFiles.read(RealData.require("ct_abdpelvis_totalseg/example_ct.nii.gz"));
    // RAS affine diag(3, 3, 3): columns run to Right, rows to Anterior, slices to Superior.
    assertEquals(new Vec3(-1, 0, 0), round(image.frame().columnDirection()));
    assertEquals(new Vec3(0, -1, 0), round(image.frame().rowDirection()));
    assertEquals(new Vec3(0, 0, 1), round(image.frame().sliceDirection()));
    assertEquals(177.956, image.frame().originMm().x(), 1e-3);
  }

  private static Vec3 round(Vec3 v) {
    return new Vec3(Math.rint(v.x()) + 0.0, Math.rint(v.y()) + 0.0, Math.rint(v.z()) + 0.0);
  }
}
