package io.tomodrift.formats.dcm4che;

import io.tomodrift.formats.dicom.DicomFile;
import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.DicomSink;
import io.tomodrift.formats.dicom.DicomSource;
import io.tomodrift.formats.dicom.PixelAccess;
import io.tomodrift.formats.dicom.TransferSyntax;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.io.DicomOutputStream;
import org.dcm4che3.io.DicomStreamException;

/**
 * Reads and writes DICOM files with dcm4che-core 5.
 *
 * <p>Agrees with the built-in codec on intact files, with two differences: the file meta
 * information it writes names dcm4che as the implementation, and it does not read files whose
 * preamble is missing but whose DICM is there. Compressed pixel data are recognised, not decoded:
 * that takes dcm4che's image modules, which this does not depend on. Limits are those of the
 * built-in codec: 32 levels, 4 million elements, 512 MiB inflated.
 */
public final class Dcm4cheCodec implements DicomSource, DicomSink {

  private static final int RANK = 200;

  /** Creates the codec, which has no state. */
  public Dcm4cheCodec() {}

  @Override
  public String id() {
    return "dcm4che";
  }

  @Override
  public int rank() {
    return RANK;
  }

  @Override
  public boolean accepts(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (DicomInputStream in = new DicomInputStream(path.toFile())) {
      return FileReading.startsLikeDicom(in);
    } catch (DicomStreamException | EOFException e) {
      return false;
    }
  }

  @Override
  public DicomFile read(Path path, PixelAccess access) throws IOException {
    return new FileReading(path, access).read();
  }

  @Override
  public void write(Path path, DicomObject dataset, TransferSyntax syntax) throws IOException {
    if (!syntax.equals(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)
        && !syntax.equals(TransferSyntax.IMPLICIT_LITTLE_ENDIAN)) {
      throw new IllegalArgumentException(
          "cannot write " + syntax + "; explicit and implicit VR little endian can be written");
    }
    Attributes attributes = AttributesOf.object(dataset, syntax.explicitVr());
    Attributes meta =
        Attributes.createFileMetaInformation(
            dataset.requireString(Tag.SOPInstanceUID),
            dataset.requireString(Tag.SOPClassUID),
            syntax.uid());
    try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(path));
        DicomOutputStream out = new DicomOutputStream(file, UID.ExplicitVRLittleEndian)) {
      out.writeDataset(meta, attributes);
    }
  }
}
