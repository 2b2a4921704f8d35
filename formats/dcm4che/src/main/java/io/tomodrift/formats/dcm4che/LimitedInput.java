package io.tomodrift.formats.dcm4che;

import io.tomodrift.geometry.error.FormatException;
import java.io.IOException;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.io.DicomInputHandler;
import org.dcm4che3.io.DicomInputStream;

/** Stops dcm4che where damaged or hostile input would exhaust the stack or the memory. */
final class LimitedInput implements DicomInputHandler {

  static final int MAX_DEPTH = 32;
  private static final int MAX_ELEMENTS = 4_000_000;
  private static final long MAX_INFLATED_BYTES = 512L << 20;

  /** Values are allocated in steps, so that an untrue length fails before it costs much. */
  private static final int FIRST_ALLOCATION = 1 << 20;

  private final int outerDepth;
  private final long mostBytes;
  private int elements;

  private LimitedInput(int outerDepth, long mostBytes) {
    this.outerDepth = outerDepth;
    this.mostBytes = mostBytes;
  }

  /**
   * Sets the limits of a stream.
   *
   * @param outerDepth sequences around the stream's content
   * @param fileBytes size of the file; what is inflated may be larger
   */
  static void guard(DicomInputStream in, int outerDepth, long fileBytes) {
    in.setAllocateLimit(FIRST_ALLOCATION);
    long mostBytes = Math.max(fileBytes, MAX_INFLATED_BYTES);
    in.setDicomInputHandler(new LimitedInput(outerDepth, mostBytes));
  }

  @Override
  public void readValue(DicomInputStream in, Attributes attributes) throws IOException {
    if (++elements > MAX_ELEMENTS) {
      throw new FormatException("more than " + MAX_ELEMENTS + " elements");
    }
    if (in.getPosition() > mostBytes) {
      throw new FormatException("the deflated data set exceeds " + mostBytes + " bytes");
    }
    in.readValue(in, attributes);
  }

  @Override
  public void readValue(DicomInputStream in, Sequence sequence) throws IOException {
    if (outerDepth + in.level() > MAX_DEPTH) {
      throw new FormatException("sequences are nested more than " + MAX_DEPTH + " deep");
    }
    in.readValue(in, sequence);
  }

  @Override
  public void readValue(DicomInputStream in, Fragments fragments) throws IOException {
    in.readValue(in, fragments);
  }

  @Override
  public void startDataset(DicomInputStream in) {}

  @Override
  public void endDataset(DicomInputStream in) {}
}
